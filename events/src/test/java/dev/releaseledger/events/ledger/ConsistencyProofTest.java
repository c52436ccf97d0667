package dev.releaseledger.events.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Assume;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class ConsistencyProofTest {
    private static final MemoryHashes REFERENCE = new MemoryHashes(Rfc6962Vectors.leaves(8));
    private static final int MAX = 600;
    private static final List<Hash> LEAVES = Trees.leaves(MAX);
    private static final MemoryHashes HASHES = new MemoryHashes(LEAVES);

    @Example
    void theProofsOfTheReferenceTreeAreThePublishedOnes() {
        assertThat(ConsistencyProof.of(1, 1, REFERENCE).hashes()).isEmpty();
        assertThat(ConsistencyProof.of(1, 8, REFERENCE).hashes())
                .extracting(Hash::toHex)
                .containsExactly(
                        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
                        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4");
        assertThat(ConsistencyProof.of(2, 5, REFERENCE).hashes())
                .extracting(Hash::toHex)
                .containsExactly(
                        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b");
    }

    @Example
    void theReferenceTreesGrowIntoEachOther() throws ProofFailed {
        for (int newSize = 0; newSize <= 8; newSize++) {
            for (int oldSize = 0; oldSize <= newSize; oldSize++) {
                ConsistencyProof.of(oldSize, newSize, REFERENCE)
                        .verify(Rfc6962Vectors.ROOTS.get(oldSize), Rfc6962Vectors.ROOTS.get(newSize));
            }
        }
    }

    @Property
    void everyTreeGrowsIntoEveryLargerOne(@ForAll @IntRange(max = MAX) int one, @ForAll @IntRange(max = MAX) int other)
            throws ProofFailed {
        int oldSize = Math.min(one, other);
        int newSize = Math.max(one, other);

        ConsistencyProof.of(oldSize, newSize, HASHES).verify(root(oldSize), root(newSize));
    }

    @Property
    void aFlippedBitAnywhereFails(
            @ForAll @IntRange(min = 1, max = MAX) int one,
            @ForAll @IntRange(min = 1, max = MAX) int other,
            @ForAll @IntRange(max = 255) int bit,
            @ForAll int which) {
        int oldSize = Math.min(one, other);
        int newSize = Math.max(one, other);
        ConsistencyProof proof = ConsistencyProof.of(oldSize, newSize, HASHES);

        assertFails(proof, Trees.flip(root(oldSize), bit), root(newSize));
        assertFails(proof, root(oldSize), Trees.flip(root(newSize), bit));
        if (!proof.hashes().isEmpty()) {
            assertFails(
                    new ConsistencyProof(oldSize, newSize, Trees.flipOne(proof.hashes(), which, bit)),
                    root(oldSize),
                    root(newSize));
        }
    }

    @Property
    void aProofForOtherSizesFails(
            @ForAll @IntRange(min = 1, max = MAX) int one,
            @ForAll @IntRange(min = 1, max = MAX) int other,
            @ForAll @IntRange(max = MAX) int wrong) {
        int oldSize = Math.min(one, other);
        int newSize = Math.max(one, other);
        Assume.that(oldSize < newSize && wrong != oldSize && wrong != newSize);
        List<Hash> hashes = ConsistencyProof.of(oldSize, newSize, HASHES).hashes();

        assertFails(new ConsistencyProof(wrong, newSize, hashes), root(oldSize), root(newSize));
        assertFails(ConsistencyProof.of(oldSize, newSize, HASHES), root(oldSize), root(wrong));
        assertFails(ConsistencyProof.of(oldSize, newSize, HASHES), root(wrong), root(newSize));
    }

    @Property
    void aRewrittenEntryOfTheOlderTreeIsNoticed(
            @ForAll @IntRange(min = 1, max = 200) int one,
            @ForAll @IntRange(min = 1, max = 200) int other,
            @ForAll int any) {
        int oldSize = Math.min(one, other);
        int newSize = Math.max(one, other);
        List<Hash> rewritten = new ArrayList<>(LEAVES.subList(0, newSize));
        rewritten.set(Math.floorMod(any, oldSize), Hash.leaf(new byte[] {42}));
        Hash rewrittenRoot = Frontier.EMPTY.appendAll(rewritten).root();

        assertFails(ConsistencyProof.of(oldSize, newSize, new MemoryHashes(rewritten)), root(oldSize), rewrittenRoot);
    }

    @Property
    void aHashTooFewOrTooManyFails(
            @ForAll @IntRange(min = 1, max = MAX) int one, @ForAll @IntRange(min = 1, max = MAX) int other) {
        int oldSize = Math.min(one, other);
        int newSize = Math.max(one, other);
        List<Hash> hashes = ConsistencyProof.of(oldSize, newSize, HASHES).hashes();
        List<Hash> more =
                Stream.concat(hashes.stream(), Stream.of(Hash.EMPTY_ROOT)).toList();

        assertFails(
                new ConsistencyProof(oldSize, newSize, more), root(oldSize), root(newSize), ProofFailed.Fault.LENGTH);
        if (!hashes.isEmpty()) {
            assertFails(
                    new ConsistencyProof(oldSize, newSize, hashes.subList(1, hashes.size())),
                    root(oldSize),
                    root(newSize),
                    ProofFailed.Fault.LENGTH);
        }
    }

    @Example
    void aTreeThatShrinksIsNoGrowth() {
        assertThatIllegalArgumentException().isThrownBy(() -> ConsistencyProof.of(3, 2, HASHES));
        assertThatIllegalArgumentException().isThrownBy(() -> ConsistencyProof.of(-1, 2, HASHES));
        assertFails(new ConsistencyProof(3, 2, List.of()), root(3), root(2), ProofFailed.Fault.SIZES);
        assertFails(new ConsistencyProof(-1, 2, List.of()), root(0), root(2), ProofFailed.Fault.SIZES);
    }

    @Example
    void anEmptyTreeHasTheEmptyRoot() {
        assertFails(new ConsistencyProof(0, 2, List.of()), root(1), root(2), ProofFailed.Fault.OLD_ROOT);
        assertFails(new ConsistencyProof(0, 0, List.of()), root(0), root(2), ProofFailed.Fault.ROOT);
        assertFails(new ConsistencyProof(0, 2, List.of(root(1))), root(0), root(2), ProofFailed.Fault.LENGTH);
    }

    @Example
    void absurdNumbersFailWithoutHarm() {
        for (long newSize : new long[] {Long.MIN_VALUE, -1, 2, Long.MAX_VALUE}) {
            for (long oldSize : new long[] {Long.MIN_VALUE, -1, 1, 1L << 62, Long.MAX_VALUE - 1}) {
                assertFails(new ConsistencyProof(oldSize, newSize, List.of()), root(1), root(2));
            }
        }
    }

    private static Hash root(int size) {
        return Frontier.EMPTY.appendAll(LEAVES.subList(0, size)).root();
    }

    private static void assertFails(ConsistencyProof proof, Hash oldRoot, Hash newRoot) {
        assertThatExceptionOfType(ProofFailed.class).isThrownBy(() -> proof.verify(oldRoot, newRoot));
    }

    private static void assertFails(ConsistencyProof proof, Hash oldRoot, Hash newRoot, ProofFailed.Fault fault) {
        assertThatExceptionOfType(ProofFailed.class)
                .isThrownBy(() -> proof.verify(oldRoot, newRoot))
                .extracting(ProofFailed::fault)
                .isEqualTo(fault);
    }
}

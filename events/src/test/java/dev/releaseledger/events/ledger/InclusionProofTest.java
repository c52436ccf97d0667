package dev.releaseledger.events.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Assume;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class InclusionProofTest {
    private static final MemoryHashes REFERENCE = new MemoryHashes(Rfc6962Vectors.leaves(8));
    private static final int MAX = 600;
    private static final List<Hash> LEAVES = Trees.leaves(MAX + 1);
    private static final MemoryHashes HASHES = new MemoryHashes(LEAVES);

    @Example
    void theProofsOfTheReferenceTreeAreThePublishedOnes() {
        assertThat(InclusionProof.of(0, 1, REFERENCE).hashes()).isEmpty();
        assertThat(InclusionProof.of(0, 8, REFERENCE).hashes())
                .extracting(Hash::toHex)
                .containsExactly(
                        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
                        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4");
        assertThat(InclusionProof.of(5, 8, REFERENCE).hashes())
                .extracting(Hash::toHex)
                .containsExactly(
                        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
                        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
                        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7");
        assertThat(InclusionProof.of(2, 3, REFERENCE).hashes())
                .extracting(Hash::toHex)
                .containsExactly("fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125");
    }

    @Property
    void everyLeafOfEveryTreeIsProven(@ForAll @IntRange(min = 1, max = MAX) int size, @ForAll int any)
            throws ProofFailed {
        int index = Math.floorMod(any, size);

        InclusionProof.of(index, size, HASHES).verify(LEAVES.get(index), root(size));
    }

    @Property
    void aFlippedBitAnywhereFails(
            @ForAll @IntRange(min = 1, max = MAX) int size,
            @ForAll int any,
            @ForAll @IntRange(max = 255) int bit,
            @ForAll int which) {
        int index = Math.floorMod(any, size);
        InclusionProof proof = InclusionProof.of(index, size, HASHES);
        Hash leaf = LEAVES.get(index);

        assertFails(proof, Trees.flip(leaf, bit), root(size), ProofFailed.Fault.ROOT);
        assertFails(proof, leaf, Trees.flip(root(size), bit), ProofFailed.Fault.ROOT);
        if (!proof.hashes().isEmpty()) {
            InclusionProof corrupt = new InclusionProof(index, size, Trees.flipOne(proof.hashes(), which, bit));
            assertFails(corrupt, leaf, root(size), ProofFailed.Fault.ROOT);
        }
    }

    @Property
    void aProofForAnotherIndexFails(
            @ForAll @IntRange(min = 1, max = MAX) int size,
            @ForAll int any,
            @ForAll @IntRange(min = -2, max = MAX + 2) int other) {
        int index = Math.floorMod(any, size);
        Assume.that(index != other);
        List<Hash> hashes = InclusionProof.of(index, size, HASHES).hashes();

        assertThatExceptionOfType(ProofFailed.class)
                .isThrownBy(() -> new InclusionProof(other, size, hashes).verify(LEAVES.get(index), root(size)));
    }

    @Property
    void aProofForAnotherTreeFails(
            @ForAll @IntRange(min = 1, max = MAX) int size,
            @ForAll int any,
            @ForAll @IntRange(min = 1, max = MAX) int other) {
        int index = Math.floorMod(any, Math.min(size, other));
        Assume.that(size != other);

        assertThatExceptionOfType(ProofFailed.class)
                .isThrownBy(() -> InclusionProof.of(index, size, HASHES).verify(LEAVES.get(index), root(other)));
    }

    @Property
    void aHashTooFewOrTooManyFails(@ForAll @IntRange(min = 2, max = MAX) int size, @ForAll int any) {
        int index = Math.floorMod(any, size);
        List<Hash> hashes = InclusionProof.of(index, size, HASHES).hashes();
        List<Hash> fewer = hashes.subList(0, hashes.size() - 1);
        List<Hash> more =
                Stream.concat(hashes.stream(), Stream.of(Hash.EMPTY_ROOT)).toList();

        assertFails(new InclusionProof(index, size, fewer), LEAVES.get(index), root(size), ProofFailed.Fault.LENGTH);
        assertFails(new InclusionProof(index, size, more), LEAVES.get(index), root(size), ProofFailed.Fault.LENGTH);
    }

    @Example
    void nothingIsInTheEmptyTree() {
        assertFails(new InclusionProof(0, 0, List.of()), LEAVES.get(0), Hash.EMPTY_ROOT, ProofFailed.Fault.INDEX);
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> InclusionProof.of(0, 0, HASHES));
    }

    @Example
    void absurdNumbersFailWithoutHarm() {
        for (long size : new long[] {Long.MIN_VALUE, -1, 0, 1, Long.MAX_VALUE}) {
            for (long index : new long[] {Long.MIN_VALUE, -1, 1, Long.MAX_VALUE - 1, Long.MAX_VALUE}) {
                assertThatExceptionOfType(ProofFailed.class)
                        .isThrownBy(() -> new InclusionProof(index, size, List.of()).verify(LEAVES.get(0), root(1)));
            }
        }
    }

    @Example
    void aFailureSaysWhatWasExpectedAndWhatWasThere() {
        InclusionProof proof = InclusionProof.of(5, 8, REFERENCE);

        assertThatExceptionOfType(ProofFailed.class)
                .isThrownBy(() -> proof.verify(Hash.leaf(new byte[] {1}), Rfc6962Vectors.ROOTS.get(8)))
                .satisfies(failure -> {
                    assertThat(failure.expected())
                            .isEqualTo(Rfc6962Vectors.ROOTS.get(8).toHex());
                    assertThat(failure.actual()).hasSize(64).isNotEqualTo(failure.expected());
                    assertThat(failure).hasMessageContaining(failure.expected()).hasMessageContaining(failure.actual());
                });
    }

    private static Hash root(int size) {
        return Frontier.EMPTY.appendAll(LEAVES.subList(0, size)).root();
    }

    private static void assertFails(InclusionProof proof, Hash leaf, Hash root, ProofFailed.Fault fault) {
        assertThatExceptionOfType(ProofFailed.class)
                .isThrownBy(() -> proof.verify(leaf, root))
                .extracting(ProofFailed::fault)
                .isEqualTo(fault);
    }
}

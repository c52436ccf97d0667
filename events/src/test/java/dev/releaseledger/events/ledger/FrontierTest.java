package dev.releaseledger.events.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class FrontierTest {
    @Example
    void theRootsOfTheReferenceEntriesAreThePublishedOnes() {
        Frontier frontier = Frontier.EMPTY;
        assertThat(frontier.root()).isEqualTo(Rfc6962Vectors.ROOTS.get(0));
        for (int size = 1; size <= Rfc6962Vectors.ENTRIES.size(); size++) {
            frontier = frontier.append(Hash.leaf(Rfc6962Vectors.ENTRIES.get(size - 1)));
            assertThat(frontier.size()).isEqualTo(size);
            assertThat(frontier.root()).isEqualTo(Rfc6962Vectors.ROOTS.get(size));
        }
    }

    @Property
    void theRootIsThatOfTheNaiveDefinition(@ForAll @IntRange(max = 600) int size) {
        List<Hash> leaves = Trees.leaves(size);

        assertThat(Frontier.EMPTY.appendAll(leaves).root()).isEqualTo(Trees.naiveRoot(leaves));
    }

    @Property
    void itDoesNotMatterInWhichBatchesLeavesCome(@ForAll @Size(max = 8) List<@IntRange(max = 40) Integer> batches) {
        List<Hash> leaves =
                Trees.leaves(batches.stream().mapToInt(Integer::intValue).sum());
        Frontier frontier = Frontier.EMPTY;
        int from = 0;
        for (int batch : batches) {
            frontier = frontier.appendAll(leaves.subList(from, from + batch));
            from += batch;
        }

        assertThat(frontier).isEqualTo(Frontier.EMPTY.appendAll(leaves));
    }

    @Property
    void aFrontierSurvivesItsBytes(@ForAll @IntRange(max = 600) int size) {
        Frontier frontier = Frontier.EMPTY.appendAll(Trees.leaves(size));

        Frontier read = Frontier.fromBytes(frontier.size(), frontier.toBytes());

        assertThat(read).isEqualTo(frontier).hasSameHashCodeAs(frontier);
        assertThat(read.append(Trees.leaf(size)).root()).isEqualTo(Trees.naiveRoot(Trees.leaves(size + 1)));
    }

    @Property
    void bytesOfAnotherSizeAreRefused(@ForAll @IntRange(max = 600) int size, @ForAll @IntRange(max = 600) int other) {
        byte[] bytes = Frontier.EMPTY.appendAll(Trees.leaves(size)).toBytes();
        if (Integer.bitCount(size) != Integer.bitCount(other)) {
            assertThatIllegalArgumentException().isThrownBy(() -> Frontier.fromBytes(other, bytes));
        }
    }

    @Example
    void aNegativeSizeIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Frontier.fromBytes(-1, new byte[Long.SIZE * Hash.LENGTH]));
    }

    @Example
    void cutBytesAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Frontier.fromBytes(1, new byte[31]))
                .withMessageContaining("32")
                .withMessageContaining("31");
    }

    @Example
    void appendingLeavesTheOldFrontierAsItWas() {
        Frontier three = Frontier.EMPTY.appendAll(Trees.leaves(3));
        Hash before = three.root();

        assertThat(three.append(Trees.leaf(3)).root()).isNotEqualTo(before);
        assertThat(three.root()).isEqualTo(before);
        assertThat(three.size()).isEqualTo(3);
    }

    @Example
    void appendingNothingChangesNothing() {
        assertThat(Frontier.EMPTY.appendAll(List.of())).isSameAs(Frontier.EMPTY);
    }

    @Property
    void theListenerHearsOfEveryPerfectSubtreeOnce(
            @ForAll @IntRange(max = 300) int before, @ForAll @IntRange(max = 300) int added) {
        List<Hash> leaves = Trees.leaves(before + added);
        Frontier frontier = Frontier.EMPTY.appendAll(leaves.subList(0, before));
        List<String> heard = new ArrayList<>();

        frontier.appendAll(leaves.subList(before, before + added), (level, index, hash) -> {
            int from = (int) (index << level);
            int to = (int) ((index + 1) << level);
            assertThat(hash).isEqualTo(Trees.naiveRoot(leaves.subList(from, to)));
            heard.add(level + "/" + index);
        });

        List<String> complete = new ArrayList<>();
        for (int level = 0; level < 12; level++) {
            for (int index = before >> level; index < (before + added) >> level; index++) {
                complete.add(level + "/" + index);
            }
        }
        assertThat(heard).containsExactlyInAnyOrderElementsOf(complete);
    }
}

package dev.releaseledger.events.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class TileHashesTest {
    private static final int MAX = 70_000;
    private static final List<Hash> LEAVES = Trees.leaves(MAX);
    private static final MemoryHashes HASHES = new MemoryHashes(LEAVES);

    @Property(tries = 200)
    void proofsFromTilesAreThoseFromTheWholeTree(
            @ForAll @IntRange(min = 1, max = MAX) int size, @ForAll int any, @ForAll int older) {
        int index = Math.floorMod(any, size);
        int oldSize = Math.floorMod(older, size + 1);
        TileHashes tiles = new TileHashes(size, HASHES::tile);

        assertThat(InclusionProof.of(index, size, tiles)).isEqualTo(InclusionProof.of(index, size, HASHES));
        assertThat(ConsistencyProof.of(oldSize, size, tiles)).isEqualTo(ConsistencyProof.of(oldSize, size, HASHES));
    }

    @Example
    void aTreeOf70000LeavesHasTheTilesThatTheSpecificationCounts() {
        assertThat(HashTile.holding(0, 69_999, 70_000)).isEqualTo(new HashTile(0, 273, 112));
        assertThat(HashTile.holding(0, 0, 70_000)).isEqualTo(new HashTile(0, 0, 256));
        assertThat(HashTile.holding(8, 255, 70_000)).isEqualTo(new HashTile(1, 0, 256));
        assertThat(HashTile.holding(8, 272, 70_000)).isEqualTo(new HashTile(1, 1, 17));
        assertThat(HashTile.holding(16, 0, 70_000)).isEqualTo(new HashTile(2, 0, 1));
        assertThat(HashTile.holding(8, 0, 256)).isEqualTo(new HashTile(1, 0, 1));
        assertThat(EntryBundle.holding(69_999, 70_000)).isEqualTo(new EntryBundle(273, 112));
    }

    @Example
    void theLargestTreeHasTilesToo() {
        assertThat(HashTile.holding(0, Long.MAX_VALUE - 1, Long.MAX_VALUE))
                .isEqualTo(new HashTile(0, (1L << 55) - 1, 255));
        assertThat(HashTile.holding(62, 0, Long.MAX_VALUE)).isEqualTo(new HashTile(7, 0, 127));
        assertThat(EntryBundle.holding(Long.MAX_VALUE - 1, Long.MAX_VALUE).firstPosition())
                .isEqualTo(Long.MAX_VALUE - 255);
    }

    @Example
    void aSubtreeBetweenTileLevelsIsInTheTileOfItsParts() {
        assertThat(HashTile.holding(7, 3, 70_000)).isEqualTo(new HashTile(0, 1, 256));
        assertThat(HashTile.holding(9, 128, 70_000)).isEqualTo(new HashTile(1, 1, 17));
    }

    @Example
    void whatReachesBeyondTheTreeIsInNoTile() {
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> HashTile.holding(0, 5, 5));
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> HashTile.holding(2, 1, 7));
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> HashTile.holding(63, 0, 7));
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> HashTile.holding(-1, 0, 7));
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> EntryBundle.holding(5, 5));
    }

    @Example
    void aTileIsReadOnlyOnce() {
        List<HashTile> read = new ArrayList<>();
        TileHashes tiles = new TileHashes(70_000, tile -> {
            read.add(tile);
            return HASHES.tile(tile);
        });
        InclusionProof.of(300, 70_000, tiles);
        InclusionProof.of(301, 70_000, tiles);

        assertThat(read).doesNotHaveDuplicates().hasSizeLessThanOrEqualTo(6);
    }

    @Example
    void aTileOfAnotherLengthIsRefused() {
        HashTile tile = new HashTile(0, 0, 3);

        assertThatExceptionOfType(Malformed.class)
                .isThrownBy(() -> tile.decode(new byte[95]))
                .extracting(Malformed::fault)
                .isEqualTo(Malformed.Fault.TILE_LENGTH);
        assertThatIllegalArgumentException().isThrownBy(() -> tile.encode(Trees.leaves(2)));
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> new TileHashes(3, any -> new byte[64]).hash(0, 0))
                .withMessageContaining("tile/0/000.p/3");
    }

    @Example
    void aTileThatLiesMakesAProofThatFails() {
        TileHashes lying = new TileHashes(600, tile -> {
            byte[] bytes = HASHES.tile(tile);
            bytes[0] ^= 1;
            return bytes;
        });
        Hash root = Frontier.EMPTY.appendAll(LEAVES.subList(0, 600)).root();

        assertThatExceptionOfType(ProofFailed.class)
                .isThrownBy(() -> InclusionProof.of(1, 600, lying).verify(LEAVES.get(1), root));
    }
}

package dev.releaseledger.bench.service;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.releaseledger.events.ledger.Frontier;
import dev.releaseledger.events.ledger.Hash;
import dev.releaseledger.events.ledger.HashTile;
import dev.releaseledger.events.ledger.InclusionProof;
import dev.releaseledger.events.ledger.TileHashes;
import dev.releaseledger.events.ledger.TilePath;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class KeptTreeTest {
    private static final int SIZE = 70_000;

    private final List<Hash> leaves = LongStream.range(0, SIZE)
            .mapToObj(n -> Hash.leaf(Long.toString(n).getBytes(US_ASCII)))
            .toList();

    @Test
    void everyFullTileAndEveryLandmarkIsKept() {
        KeptTree kept = new KeptTree();
        Frontier frontier = kept.grow(Frontier.EMPTY, leaves);
        assertThat(frontier).isEqualTo(Frontier.EMPTY.appendAll(leaves));
        assertThat(kept.tiles()).filteredOn(tile -> tile.level() == 1).hasSize(SIZE / 256);
        assertThat(kept.tiles()).filteredOn(tile -> tile.level() == 2).hasSize(SIZE / 65_536);
        assertThat(kept.landmarks())
                .hasSize(SIZE / 1024)
                .allSatisfy(landmark -> assertThat(landmark.subtrees())
                        .isEqualTo(Frontier.EMPTY
                                .appendAll(leaves.subList(0, (int) landmark.size()))
                                .toBytes()));
    }

    @Test
    void grownInPartsTheSameIsKept() {
        KeptTree atOnce = new KeptTree();
        atOnce.grow(Frontier.EMPTY, leaves);
        KeptTree inParts = new KeptTree();
        Frontier frontier = Frontier.EMPTY;
        for (int from = 0; from < SIZE; from += 700) {
            frontier = inParts.grow(frontier, leaves.subList(from, Math.min(SIZE, from + 700)));
        }
        assertThat(inParts.tiles()).isEqualTo(atOnce.tiles());
        assertThat(inParts.landmarks())
                .extracting(KeptTree.Landmark::size)
                .isEqualTo(
                        atOnce.landmarks().stream().map(KeptTree.Landmark::size).toList());
    }

    @Test
    void whatIsReadForAProofIsWhatTheProofIsMadeOf() {
        KeptTree kept = new KeptTree();
        Hash root = kept.grow(Frontier.EMPTY, leaves).root();
        for (long position : new long[] {0, 65_535, 65_536, SIZE - 1}) {
            var read = ProofQueries.tiles(position, SIZE);
            TileHashes hashes = new TileHashes(SIZE, tile -> {
                assertThat(read).contains(tile);
                return bytes(kept, tile);
            });
            InclusionProof proof = InclusionProof.of(position, SIZE, hashes);
            assertThatCode(() -> proof.verify(leaves.get((int) position), root)).doesNotThrowAnyException();
        }
    }

    private byte[] bytes(KeptTree kept, HashTile tile) {
        int from = (int) tile.index() * TilePath.FULL_WIDTH;
        List<Hash> level = tile.level() == 0
                ? leaves
                : kept.tiles().stream()
                        .filter(each -> each.level() == tile.level())
                        .map(KeptTree.TileHash::hash)
                        .toList();
        return tile.encode(level.subList(from, from + tile.width()));
    }
}

package dev.releaseledger.query.consume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.releaseledger.events.ledger.Frontier;
import dev.releaseledger.events.ledger.Hash;
import dev.releaseledger.events.ledger.NotVerified;
import dev.releaseledger.query.entry.ReadEntry;
import dev.releaseledger.query.generation.Generation;
import dev.releaseledger.query.ledger.LedgerTree;
import dev.releaseledger.query.settings.PinnedWitnesses;
import dev.releaseledger.servers.testing.TestDatabase;
import dev.releaseledger.servers.testing.TestServers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.transaction.support.TransactionTemplate;

/** The tiles' hashes: written with each batch, and made up for where a generation was filled before there were any. */
class TreeIT {
    private static final int SIZE = 2 * 65_536 + 3 * 256 + 5;
    private static final int BATCH = 10_000;

    private final Generation generation = new Generation(1);
    private JdbcTemplate jdbc;
    private GenerationTables tables;
    private LedgerTree tree;

    @BeforeEach
    void create() {
        TestDatabase database = TestServers.shared().newDatabase();
        SingleConnectionDataSource dataSource =
                new SingleConnectionDataSource(database.url(), TestDatabase.QUERY, TestDatabase.PASSWORD, true);
        jdbc = new JdbcTemplate(dataSource);
        TransactionTemplate transaction = new TransactionTemplate(new DataSourceTransactionManager(dataSource));
        new Schemas(dataSource, jdbc, transaction).migrate(generation);
        tables = new GenerationTables(generation, jdbc, transaction);
        tree = new LedgerTree(JdbcClient.create(dataSource), PinnedWitnesses.NONE);
    }

    private static Received.Placed entry(long position) {
        byte[] bytes = new byte[] {(byte) (position >>> 16), (byte) (position >>> 8), (byte) position};
        return new Received.Placed(position, position, null, ReadEntry.of(bytes), bytes, Hash.leaf(bytes), false);
    }

    private void project(int from, int to) {
        Projector projector = new Projector(tables, tables, 1_000_000);
        for (int next = from; next < to; next += BATCH) {
            List<Received> entries = new ArrayList<>();
            for (int position = next; position < Math.min(to, next + BATCH); position++) {
                entries.add(entry(position));
            }
            assertThat(tables.write(projector.project(tables.progress(), entries, next + entries.size())))
                    .isTrue();
        }
    }

    private static Frontier frontier(int size) {
        List<Hash> leaves = new ArrayList<>(size);
        for (int position = 0; position < size; position++) {
            leaves.add(entry(position).leaf());
        }
        return Frontier.EMPTY.appendAll(leaves);
    }

    private List<String> rows() {
        return jdbc.query(
                generation.sql("select level, index, hash from {g}.tree_hash order by level, index"),
                (row, n) -> row.getInt("level") + "/" + row.getLong("index") + " " + new Hash(row.getBytes("hash")));
    }

    private long treeSize() {
        Long size = jdbc.queryForObject(generation.sql("select tree_size from {g}.progress"), Long.class);
        return size == null ? -1 : size;
    }

    /** The tables as a version left them that knew nothing of tiles. */
    private void forgetTheTree() {
        jdbc.update(generation.sql("delete from {g}.tree_hash"));
        jdbc.update(generation.sql("update {g}.progress set tree_size = 0"));
    }

    @Test
    void everyBatchWritesTheRootsOfTheTilesThatItFills() throws NotVerified {
        project(0, SIZE);
        assertThat(treeSize()).isEqualTo(SIZE);
        assertThat(rows()).hasSize(2 * 256 + 3 + 2);
        Hash root = frontier(SIZE).root();
        assertThat(tables.progress().frontier().root()).isEqualTo(root);
        for (int position : List.of(0, 255, 256, 65_535, 65_536, 2 * 65_536, SIZE - 6, SIZE - 5, SIZE - 1)) {
            tree.inclusion(generation, position, SIZE).verify(entry(position).leaf(), root);
        }
        for (int older : List.of(1, 255, 256, 257, 65_536, 65_537, 100_000, SIZE - 1, SIZE)) {
            tree.consistency(generation, older, SIZE).verify(frontier(older).root(), root);
        }
        assertThatThrownBy(() -> tree.inclusion(generation, 0, SIZE + 1)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aGenerationThatWasFilledBeforeThereWereTilesGetsThem() {
        project(0, SIZE);
        List<String> written = rows();
        forgetTheTree();
        AtomicInteger steps = new AtomicInteger();
        tables.completeTree(() -> steps.incrementAndGet() <= 1);
        assertThat(treeSize()).isEqualTo(65_536);
        assertThat(rows()).hasSize(256 + 1);

        // Whoever projects meanwhile without having made up for what is missing claims nothing.
        project(SIZE, SIZE + 256);
        assertThat(treeSize()).isEqualTo(65_536);
        tables.completeTree(() -> true);
        assertThat(treeSize()).isEqualTo(SIZE + 256);
        // Who wrote no tiles did not look at what publishers stated either.
        assertThat(tables.progress().statedSince()).isEqualTo(SIZE + 256);
        assertThat(rows()).containsAll(written).hasSize(written.size() + 1);
        tables.completeTree(() -> {
            throw new AssertionError("nothing is missing any more");
        });
    }

    @Test
    void theTreeGoesOnInTheMiddleOfATile() {
        project(0, 1_500);
        forgetTheTree();
        jdbc.update(generation.sql("update {g}.progress set tree_size = 1100"));
        tables.completeTree(() -> true);
        assertThat(rows()).extracting(row -> row.substring(0, 3)).containsExactly("1/4");
        assertThat(treeSize()).isEqualTo(1_500);
    }
}

package dev.releaseledger.bench.service;

import dev.releaseledger.bench.measure.Measured;
import dev.releaseledger.events.ledger.Frontier;
import dev.releaseledger.events.ledger.Hash;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What building the tree takes of consuming, and nothing else of it: the same hashes, made of the same entries and written by
 * the same statements into tables of the same kind, in transactions of as many entries as consuming takes at once.
 */
final class TreeAlone {
    /** As many as the query service takes at once unless it is set otherwise. */
    static final int BATCH = 2_000;

    private static final double NANOS_PER_SECOND = 1e9;
    private static final String SCHEMA = "bench_tree";

    private final Connection reading;
    private final Connection writing;

    /**
     * @param reading where the entries are read, which is not measured
     * @param writing where the hashes are written
     */
    TreeAlone(Connection reading, Connection writing) {
        this.reading = reading;
        this.writing = writing;
    }

    /** Makes the tables to write into, beside those of the first generation. */
    static void prepare(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("create schema " + SCHEMA);
            for (String table : List.of("progress", "frontier", "tree_hash")) {
                statement.execute(
                        "create table " + SCHEMA + "." + table + " (like query_g1." + table + " including all)");
            }
        }
    }

    /** Goes over all entries of a generation, again and again until so much was measured. */
    Measured round(String generation, Duration duration) throws SQLException {
        long entries = 0;
        long nanos = 0;
        reading.setAutoCommit(false);
        writing.setAutoCommit(false);
        while (nanos < duration.toNanos()) {
            empty();
            try (PreparedStatement all =
                    reading.prepareStatement("select bytes from " + generation + ".entry order by position")) {
                all.setFetchSize(BATCH);
                try (ResultSet rows = all.executeQuery()) {
                    Frontier frontier = Frontier.EMPTY;
                    for (List<byte[]> batch = next(rows); !batch.isEmpty(); batch = next(rows)) {
                        long began = System.nanoTime();
                        frontier = write(frontier, entries, batch);
                        nanos += System.nanoTime() - began;
                        entries += batch.size();
                    }
                }
            }
            reading.commit();
        }
        return new Measured(entries / (nanos / NANOS_PER_SECOND), null, null);
    }

    private void empty() throws SQLException {
        try (Statement statement = writing.createStatement()) {
            for (String table : List.of("progress", "frontier", "tree_hash")) {
                statement.execute("truncate " + SCHEMA + "." + table);
            }
            statement.execute("insert into " + SCHEMA + ".progress (next_position, next_offset, frontier,"
                    + " checkpoint_offset) values (0, 0, '', 0)");
        }
        writing.commit();
    }

    private static List<byte[]> next(ResultSet rows) throws SQLException {
        List<byte[]> batch = new ArrayList<>(BATCH);
        while (batch.size() < BATCH && rows.next()) {
            batch.add(rows.getBytes("bytes"));
        }
        return batch;
    }

    private Frontier write(Frontier before, long nextOffset, List<byte[]> batch) throws SQLException {
        KeptTree kept = new KeptTree();
        Frontier after = kept.grow(before, batch.stream().map(Hash::leaf).toList());
        move(nextOffset + batch.size(), after);
        for (KeptTree.Landmark landmark : kept.landmarks()) {
            write(landmark);
        }
        if (!kept.tiles().isEmpty()) {
            write(kept.tiles());
        }
        writing.commit();
        return after;
    }

    private void move(long nextOffset, Frontier frontier) throws SQLException {
        try (PreparedStatement statement = writing.prepareStatement(
                "update " + SCHEMA + ".progress set next_position = ?, next_offset = ?, frontier = ?, tree_size = ?")) {
            statement.setLong(1, frontier.size());
            statement.setLong(2, nextOffset);
            statement.setBytes(3, frontier.toBytes());
            statement.setLong(4, frontier.size());
            statement.executeUpdate();
        }
    }

    private void write(KeptTree.Landmark landmark) throws SQLException {
        try (PreparedStatement statement =
                writing.prepareStatement("insert into " + SCHEMA + ".frontier (size, subtrees) values (?, ?)")) {
            statement.setLong(1, landmark.size());
            statement.setBytes(2, landmark.subtrees());
            statement.executeUpdate();
        }
    }

    private void write(List<KeptTree.TileHash> tiles) throws SQLException {
        try (PreparedStatement statement = writing.prepareStatement("insert into " + SCHEMA
                + ".tree_hash (level, index, hash) select * from unnest(?::int2[], ?::int8[], ?::bytea[])"
                + " on conflict do nothing")) {
            statement.setArray(
                    1,
                    writing.createArrayOf(
                            "int2", tiles.stream().map(KeptTree.TileHash::level).toArray(Integer[]::new)));
            statement.setArray(
                    2,
                    writing.createArrayOf(
                            "int8", tiles.stream().map(KeptTree.TileHash::index).toArray(Long[]::new)));
            statement.setArray(
                    3,
                    writing.createArrayOf(
                            "bytea",
                            tiles.stream().map(each -> each.hash().bytes()).toArray(byte[][]::new)));
            statement.executeUpdate();
        }
    }
}

package dev.releaseledger.bench.service;

import dev.releaseledger.bench.measure.Measured;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * How fast a generation is filled, by its own table: from the first batch that is there to the last, without the time in which
 * it is made ready, compared and switched to.
 */
final class Consuming {
    private static final long EVERY_MILLIS = 20;
    private static final double NANOS_PER_SECOND = 1e9;

    private final Connection watching;

    Consuming(Connection watching) {
        this.watching = watching;
    }

    /** Something that has a generation filled and returns when it answers. */
    interface Rebuild {
        void run() throws Exception;
    }

    /** The schema of the generation that answers. */
    String active() throws SQLException {
        return "query_g" + number("select number from query.generation where role = 'ACTIVE'");
    }

    Measured during(Rebuild rebuild) throws Exception {
        long before = number("select max(number) from query.generation");
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> running = threads.submit(() -> {
                rebuild.run();
                return null;
            });
            Measured measured = watch(before + 1, running);
            running.get();
            return measured;
        }
    }

    private Measured watch(long generation, Future<?> running) throws SQLException, InterruptedException {
        String position = "select next_position from query_g" + generation + ".progress";
        long firstPosition = 0;
        long lastPosition = 0;
        long firstNanos = 0;
        long lastNanos = 0;
        boolean there = false;
        while (!running.isDone()) {
            there = there || isThere(generation);
            long now = there ? number(position) : 0;
            long at = System.nanoTime();
            if (firstPosition == 0) {
                firstPosition = now;
                firstNanos = at;
            }
            if (now > lastPosition) {
                lastPosition = now;
                lastNanos = at;
            }
            TimeUnit.MILLISECONDS.sleep(EVERY_MILLIS);
        }
        if (lastPosition == firstPosition) {
            throw new IllegalStateException("all was consumed at once; take more entries");
        }
        return new Measured((lastPosition - firstPosition) / ((lastNanos - firstNanos) / NANOS_PER_SECOND), null, null);
    }

    private boolean isThere(long generation) throws SQLException {
        try (Statement statement = watching.createStatement();
                ResultSet row = statement.executeQuery("select to_regclass('query_g" + generation + ".progress')")) {
            row.next();
            return row.getString(1) != null;
        }
    }

    private long number(String sql) throws SQLException {
        try (Statement statement = watching.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }
}

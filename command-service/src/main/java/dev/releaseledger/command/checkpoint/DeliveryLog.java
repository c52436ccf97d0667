package dev.releaseledger.command.checkpoint;

import dev.releaseledger.events.ledger.Malformed;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** What each place was given, as all instances know it. Times are the database's. */
final class DeliveryLog {
    private static final String REGISTER =
            "insert into ledger.checkpoint_delivery (target, place) values (?, ?) on conflict do nothing";

    private static final String LOOK = """
            select c.note, d.size, d.trouble,
                (select extract(epoch from clock_timestamp() - w.recorded)::bigint from ledger.checkpoint w
                    where w.size > d.size order by w.size limit 1) as waiting,
                d.next_attempt <= clock_timestamp() as due
            from ledger.checkpoint_delivery d
            cross join lateral (select note from ledger.checkpoint order by size desc limit 1) c
            where d.target = ? and d.place = ?
            """;

    private static final String BEGIN = """
            update ledger.checkpoint_delivery set next_attempt = clock_timestamp() + ? * interval '1 millisecond'
            where target = ? and place = ? and next_attempt <= clock_timestamp() and size < ?
            returning failures
            """;

    private static final String TAKEN = """
            update ledger.checkpoint_delivery set size = greatest(size, ?), delivered = clock_timestamp(),
                next_attempt = clock_timestamp() + ? * interval '1 millisecond', failures = 0, trouble = null
            where target = ? and place = ?
            """;

    private static final String FAILED = """
            update ledger.checkpoint_delivery set failures = failures + 1, trouble = ?,
                next_attempt = clock_timestamp() + ? * interval '1 millisecond'
            where target = ? and place = ?
            """;

    private final DataSource dataSource;

    DeliveryLog(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /**
     * How a place stands.
     *
     * @param newest the ledger's last checkpoint
     * @param size how many entries the largest checkpoint covers that the place has taken
     * @param waiting for how long there has been a checkpoint that it has not; zero if there is none
     * @param isDue whether it may be given one
     * @param trouble why the last attempt failed; null if it did not
     */
    record Standing(
            Kept newest,
            long size,
            Duration waiting,
            boolean isDue,
            @Nullable String trouble) {
        /** How many entries are covered by checkpoints that it has not. */
        long behind() {
            return Math.max(0, newest.size() - size);
        }

        Standing with(@Nullable String trouble) {
            return new Standing(newest, size, waiting, isDue, trouble);
        }
    }

    /** How the place stands; empty before the first checkpoint. */
    Optional<Standing> look(Target target) throws SQLException, Malformed {
        try (Connection connection = dataSource.getConnection()) {
            register(connection, target);
            try (PreparedStatement look = connection.prepareStatement(LOOK)) {
                look.setString(1, target.name());
                look.setString(2, target.place());
                try (ResultSet row = look.executeQuery()) {
                    return row.next()
                            ? Optional.of(new Standing(
                                    Kept.read(row.getString("note")),
                                    row.getLong("size"),
                                    Duration.ofSeconds(Math.max(0, row.getLong("waiting"))),
                                    row.getBoolean("due"),
                                    row.getString("trouble")))
                            : Optional.empty();
                }
            }
        }
    }

    /** The checkpoint of this size. */
    Optional<Kept> kept(long size) throws SQLException, Malformed {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select =
                        connection.prepareStatement("select note from ledger.checkpoint where size = ?")) {
            select.setLong(1, size);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(Kept.read(row.getString(1))) : Optional.empty();
            }
        }
    }

    private static void register(Connection connection, Target target) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(REGISTER)) {
            insert.setString(1, target.name());
            insert.setString(2, target.place());
            insert.executeUpdate();
        }
    }

    /**
     * Begins an attempt, unless another instance has, or has delivered.
     *
     * @param lease after this long, one that was not heard of again is over
     * @return how many attempts have failed since the last that did not; empty when it is not this instance's turn
     */
    Optional<Integer> begin(Target target, long size, Duration lease) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement begin = connection.prepareStatement(BEGIN)) {
            begin.setLong(1, lease.toMillis());
            begin.setString(2, target.name());
            begin.setString(3, target.place());
            begin.setLong(4, size);
            try (ResultSet row = begin.executeQuery()) {
                return row.next() ? Optional.of(row.getInt(1)) : Optional.empty();
            }
        }
    }

    void taken(Target target, long size) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement taken = connection.prepareStatement(TAKEN)) {
            taken.setLong(1, size);
            taken.setLong(2, target.interval().toMillis());
            taken.setString(3, target.name());
            taken.setString(4, target.place());
            taken.executeUpdate();
        }
    }

    void failed(Target target, String trouble, Duration pause) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement failed = connection.prepareStatement(FAILED)) {
            failed.setString(1, trouble);
            failed.setLong(2, pause.toMillis());
            failed.setString(3, target.name());
            failed.setString(4, target.place());
            failed.executeUpdate();
        }
    }
}

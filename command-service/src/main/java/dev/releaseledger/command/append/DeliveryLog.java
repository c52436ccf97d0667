package dev.releaseledger.command.append;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * What places outside were given of the checkpoints, as all instances know it. Times are the database's. Each method throws
 * {@link LedgerUnavailable} when the database does not answer.
 */
public final class DeliveryLog {
    private static final String REGISTER =
            "insert into ledger.checkpoint_delivery (target, place) values (?, ?) on conflict do nothing";

    private static final String LOOK = """
            select c.size as newest, c.note, d.size, d.trouble,
                (select extract(epoch from clock_timestamp() - greatest(w.recorded, d.registered))::bigint from ledger.checkpoint w
                    where w.size > d.size order by w.size limit 1) as waiting,
                d.next_attempt <= clock_timestamp() as due
            from ledger.checkpoint_delivery d
            cross join lateral (select size, note from ledger.checkpoint order by size desc limit 1) c
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

    private static final String NOTE = "select note from ledger.checkpoint where size = ?";

    private final DataSource dataSource;

    public DeliveryLog(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /**
     * A place that keeps checkpoints.
     *
     * @param target what it is, such as mail
     * @param address a digest of where it is
     */
    public record Place(String target, String address) {}

    /**
     * How a place stands.
     *
     * @param newest how many entries the ledger's last checkpoint covers
     * @param note the ledger's last checkpoint
     * @param size how many entries the largest checkpoint covers that the place has taken
     * @param waiting for how long there has been a checkpoint that it has not, and that it is to have; zero if there is none
     * @param isDue whether it may be given one
     * @param trouble why the last attempt failed; null if it did not
     */
    public record Standing(
            long newest,
            String note,
            long size,
            Duration waiting,
            boolean isDue,
            @Nullable String trouble) {
        /** How many entries are covered by checkpoints that it has not. */
        public long behind() {
            return Math.max(0, newest - size);
        }

        /** The same, with what this instance knows of. */
        public Standing with(@Nullable String trouble) {
            return new Standing(newest, note, size, waiting, isDue, trouble);
        }
    }

    /** How the place stands; empty before the first checkpoint. */
    public Optional<Standing> look(Place place) {
        return Reading.from(dataSource, connection -> {
            try (PreparedStatement register = connection.prepareStatement(REGISTER)) {
                register.setString(1, place.target());
                register.setString(2, place.address());
                register.executeUpdate();
            }
            try (PreparedStatement look = connection.prepareStatement(LOOK)) {
                look.setString(1, place.target());
                look.setString(2, place.address());
                try (ResultSet row = look.executeQuery()) {
                    return row.next() ? Optional.of(standing(row)) : Optional.empty();
                }
            }
        });
    }

    private static Standing standing(ResultSet row) throws SQLException {
        return new Standing(
                row.getLong("newest"),
                row.getString("note"),
                row.getLong("size"),
                Duration.ofSeconds(Math.max(0, row.getLong("waiting"))),
                row.getBoolean("due"),
                row.getString("trouble"));
    }

    /** The checkpoint of this size. */
    public Optional<String> note(long size) {
        return Reading.from(dataSource, connection -> {
            try (PreparedStatement select = connection.prepareStatement(NOTE)) {
                select.setLong(1, size);
                try (ResultSet row = select.executeQuery()) {
                    return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
                }
            }
        });
    }

    /**
     * Begins an attempt, unless another instance has, or has delivered.
     *
     * @param lease after this long, one that was not heard of again is over
     * @return how many attempts have failed since the last that did not; empty when it is not this instance's turn
     */
    public Optional<Integer> begin(Place place, long size, Duration lease) {
        return Reading.from(dataSource, connection -> {
            try (PreparedStatement begin = connection.prepareStatement(BEGIN)) {
                begin.setLong(1, lease.toMillis());
                begin.setString(2, place.target());
                begin.setString(3, place.address());
                begin.setLong(4, size);
                try (ResultSet row = begin.executeQuery()) {
                    return row.next() ? Optional.of(row.getInt(1)) : Optional.empty();
                }
            }
        });
    }

    /** The place has a checkpoint of this size, and gets another no sooner than after the interval. */
    public void taken(Place place, long size, Duration interval) {
        int ignored = Reading.from(dataSource, connection -> {
            try (PreparedStatement taken = connection.prepareStatement(TAKEN)) {
                taken.setLong(1, size);
                taken.setLong(2, interval.toMillis());
                taken.setString(3, place.target());
                taken.setString(4, place.address());
                return taken.executeUpdate();
            }
        });
    }

    /** The attempt failed, and the next one begins no sooner than after the pause. */
    public void failed(Place place, String trouble, Duration pause) {
        int ignored = Reading.from(dataSource, connection -> {
            try (PreparedStatement failed = connection.prepareStatement(FAILED)) {
                failed.setString(1, trouble);
                failed.setLong(2, pause.toMillis());
                failed.setString(3, place.target());
                failed.setString(4, place.address());
                return failed.executeUpdate();
            }
        });
    }
}

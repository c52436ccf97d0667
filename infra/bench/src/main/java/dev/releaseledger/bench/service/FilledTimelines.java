package dev.releaseledger.bench.service;

import dev.releaseledger.bench.ground.Site;
import dev.releaseledger.events.access.Role;
import dev.releaseledger.events.envelope.Attribution;
import dev.releaseledger.events.envelope.EntryDraft;
import dev.releaseledger.events.envelope.Event;
import dev.releaseledger.events.incident.IncidentAcknowledged;
import dev.releaseledger.events.incident.IncidentEvent;
import dev.releaseledger.events.incident.IncidentLink;
import dev.releaseledger.events.incident.IncidentOpened;
import dev.releaseledger.events.incident.IncidentOrigin;
import dev.releaseledger.events.incident.LogEntryWritten;
import dev.releaseledger.events.incident.Severity;
import dev.releaseledger.events.release.Baseline;
import dev.releaseledger.events.release.ChangeAdded;
import dev.releaseledger.events.release.ChangeCategory;
import dev.releaseledger.events.release.DeploymentAdvanced;
import dev.releaseledger.events.release.DeploymentStarted;
import dev.releaseledger.events.release.DeploymentVerified;
import dev.releaseledger.events.release.HealthReported;
import dev.releaseledger.events.release.HealthVerdict;
import dev.releaseledger.events.release.ReleaseEvent;
import dev.releaseledger.events.release.ReleaseKind;
import dev.releaseledger.events.release.ReleasePlanned;
import dev.releaseledger.events.release.Stage;
import dev.releaseledger.events.release.StageApproved;
import dev.releaseledger.events.release.Strategy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The tables that timelines read, filled as the projection fills them: fifty products side by side, one of them with entries
 * that can be read, the others with bytes of the same length. Everything lies within the window of one incident.
 */
final class FilledTimelines {
    static final int PRODUCTS = 50;
    static final UUID INCIDENT = new UUID(0x1e0, 1);

    private static final Instant BEGIN = Instant.parse("2026-02-01T00:00:00Z");
    private static final UUID SOMEBODY = new UUID(7, 1);
    private static final Attribution BY = new Attribution(SOMEBODY, Set.of(Role.CI), BEGIN, null);
    private static final String PRODUCT = "product-0";
    private static final int SIDE_BY_SIDE = 20;
    private static final int TO_A_BATCH = 2_000;

    private final Connection connection;
    private final Duration length;
    private final int entries;

    private FilledTimelines(Connection connection, int entries, Duration length) {
        this.connection = connection;
        this.entries = entries;
        this.length = length;
    }

    /**
     * What an entry says, and where it belongs.
     *
     * @param deployment of which it tells; null where it tells of none
     */
    private record Told(
            UUID release,
            Event event,
            String lane,
            @Nullable UUID deployment) {}

    /** @param length over how long the entries lie */
    static void fill(Connection connection, int entries, Duration length) throws SQLException {
        connection.setAutoCommit(false);
        FilledTimelines filled = new FilledTimelines(connection, entries, length);
        filled.fillOthers();
        filled.fillProduct();
        filled.fillIncident();
        try (Statement statement = connection.createStatement()) {
            statement.execute("update query_g1.progress set next_position = " + (entries + 20L));
        }
        connection.commit();
        connection.setAutoCommit(true);
        try (Statement statement = connection.createStatement()) {
            statement.execute("vacuum (analyze) query_g1.story");
            statement.execute("vacuum (analyze) query_g1.entry");
        }
    }

    private Instant at(long position) {
        return BEGIN.plusNanos(length.toNanos() / entries * position);
    }

    private void fillOthers() throws SQLException {
        long micros = length.toNanos() / 1_000 / entries;
        String every = " from generate_series(0, " + (entries - 1) + ") p where p % " + PRODUCTS + " <> 0";
        String time = "timestamptz '" + BEGIN + "' + p * interval '" + micros + " microseconds'";
        String release = "md5('r' || p % " + PRODUCTS + " || '-' || p / " + 25 * PRODUCTS + ")::uuid";
        try (Statement statement = connection.createStatement()) {
            statement.execute("delete from query_g1.entry");
            statement.execute("delete from query_g1.story");
            statement.execute(
                    "insert into query_g1.entry (position, stream, sequence, time, type, bytes, leaf) select p,"
                            + " 'release/' || " + release + ", p / " + PRODUCTS + " % 25, " + time
                            + ", 'dev.releaseledger.release.change-added.v1', decode(repeat('7b', 650), 'hex'),"
                            + " decode(md5(p::text), 'hex') || decode(md5(p::text), 'hex')" + every);
            statement.execute("insert into query_g1.story (position, at, said_at, product, environment, lane, type,"
                    + " release_id, deployment_id, event_id) select p, " + time + ", " + time + ", 'product-' || p % "
                    + PRODUCTS
                    + ", case when p / " + PRODUCTS + " % 25 > 10 then 'production' end,"
                    + " (array['CHANGE','APPROVAL','DEPLOYMENT','HEALTH'])[1 + p / " + PRODUCTS + " % 4],"
                    + " 'release.change-added.v1', " + release + ", null, md5('e' || p)::uuid" + every);
        }
    }

    private void fillProduct() throws SQLException {
        List<List<Told>> stories = new ArrayList<>();
        List<Integer> sequences = new ArrayList<>();
        int releases = 0;
        long position = 0;
        int written = 0;
        while (position < entries) {
            if (stories.size() < SIDE_BY_SIDE) {
                stories.add(new ArrayList<>(story(releases++)));
                sequences.add(0);
                continue;
            }
            int turn = written++ % SIDE_BY_SIDE;
            List<Told> story = stories.get(turn);
            Told told = story.removeFirst();
            int sequence = sequences.get(turn);
            add(position, sequence, told, at(position));
            sequences.set(turn, sequence + 1);
            if (story.isEmpty()) {
                stories.set(turn, new ArrayList<>(story(releases++)));
                sequences.set(turn, 0);
            }
            position += PRODUCTS;
        }
        flush();
    }

    private final List<Object[]> entryRows = new ArrayList<>();
    private final List<Object[]> storyRows = new ArrayList<>();

    private void add(long position, long sequence, Told told, Instant time) throws SQLException {
        String stream = ReleaseEvent.stream(told.release());
        add(position, stream, sequence, told.event(), time, told.lane(), told.release(), told.deployment(), null);
    }

    private void add(
            long position,
            String stream,
            long sequence,
            Event event,
            Instant time,
            String lane,
            @Nullable UUID release,
            @Nullable UUID deployment,
            @Nullable UUID incident)
            throws SQLException {
        UUID eventId = new UUID(0xe000, position);
        EntryDraft draft =
                EntryDraft.of(eventId, "/release-ledger/" + Site.ORIGIN, stream, event, BY, "bench", null, null);
        byte[] bytes = draft.seal(position, sequence, time);
        entryRows.add(
                new Object[] {position, stream, sequence, Timestamp.from(time), draft.type(), bytes, new byte[32]});
        storyRows.add(new Object[] {
            position,
            Timestamp.from(time),
            Timestamp.from(time),
            PRODUCT,
            deployment == null && incident == null ? null : "production",
            lane,
            draft.type().substring("dev.releaseledger.".length()),
            release,
            deployment,
            incident,
            eventId
        });
        if (entryRows.size() >= TO_A_BATCH) {
            flush();
        }
    }

    private void flush() throws SQLException {
        insert(
                "insert into query_g1.entry (position, stream, sequence, time, type, bytes, leaf)"
                        + " values (?, ?, ?, ?, ?, ?, ?)",
                entryRows);
        insert(
                "insert into query_g1.story (position, at, said_at, product, environment, lane, type, release_id,"
                        + " deployment_id, incident_id, event_id) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                storyRows);
    }

    private void insert(String sql, List<Object[]> rows) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (Object[] row : rows) {
                for (int column = 0; column < row.length; column++) {
                    statement.setObject(column + 1, row[column]);
                }
                statement.addBatch();
            }
            statement.executeBatch();
        }
        rows.clear();
    }

    /** 25 entries: ten changes, three approvals, a canary in five steps, and how it was. */
    private static List<Told> story(int number) {
        UUID release = new UUID(0x4e1, number);
        UUID deployment = new UUID(0xde9, number);
        List<Told> told = new ArrayList<>();
        told.add(new Told(
                release,
                new ReleasePlanned(
                        PRODUCT,
                        "1.0." + number,
                        "A release that is measured",
                        ReleaseKind.STANDARD,
                        Strategy.CANARY,
                        null,
                        SOMEBODY,
                        null,
                        null,
                        1),
                "RELEASE",
                null));
        for (int change = 0; change < 10; change++) {
            told.add(new Told(
                    release,
                    new ChangeAdded(
                            "change-" + change,
                            ChangeCategory.FIX,
                            "Close the connection that a cancelled request leaves behind, and say so in the log",
                            "#" + change,
                            SOMEBODY,
                            "0123456789abcdef0123456789abcdef01234567",
                            BEGIN,
                            List.of(SOMEBODY)),
                    "CHANGE",
                    null));
        }
        for (Stage stage : List.of(Stage.DEVELOPMENT, Stage.QA, Stage.STAGING)) {
            told.add(new Told(
                    release,
                    new StageApproved(stage, "sha256:" + "0123456789abcdef".repeat(4), null),
                    "APPROVAL",
                    null));
        }
        told.add(new Told(
                release,
                new DeploymentStarted(deployment, "production", Strategy.CANARY, null),
                "DEPLOYMENT",
                deployment));
        for (int percent : new int[] {5, 25, 50, 100}) {
            told.add(new Told(release, new DeploymentAdvanced(deployment, percent), "DEPLOYMENT", deployment));
            told.add(new Told(
                    release,
                    new HealthReported(
                            deployment,
                            percent == 50 ? HealthVerdict.UNHEALTHY : HealthVerdict.HEALTHY,
                            Baseline.UNKNOWN,
                            List.of()),
                    "HEALTH",
                    deployment));
        }
        told.add(new Told(
                release, new DeploymentVerified(deployment, "smoke", null, null, null), "DEPLOYMENT", deployment));
        told.add(new Told(release, new StageApproved(Stage.PRODUCTION, "sha256:0", null), "APPROVAL", null));
        return told;
    }

    /** Noticed two hours before the end, and talked about ever since. */
    private void fillIncident() throws SQLException {
        List<Event> said = new ArrayList<>();
        said.add(new IncidentOpened(
                PRODUCT,
                "production",
                "Requests are cancelled",
                Severity.SEV2,
                IncidentOrigin.PERSON,
                BEGIN.plus(length).minus(Duration.ofHours(2)),
                List.of(IncidentLink.toDeployment(new UUID(0x4e1, 10), new UUID(0xde9, 10))),
                1));
        said.add(new IncidentAcknowledged());
        for (long entry = 0; entry < 10; entry++) {
            said.add(new LogEntryWritten(
                    new UUID(0x109, entry), "It is still so", null, null, List.of(entry * PRODUCTS)));
        }
        for (int sequence = 0; sequence < said.size(); sequence++) {
            long position = entries + sequence;
            add(
                    position,
                    IncidentEvent.stream(INCIDENT),
                    sequence,
                    said.get(sequence),
                    at(position),
                    "INCIDENT",
                    null,
                    null,
                    INCIDENT);
        }
        flush();
    }
}

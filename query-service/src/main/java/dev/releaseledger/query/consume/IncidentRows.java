package dev.releaseledger.query.consume;

import dev.releaseledger.events.incident.Incident;
import dev.releaseledger.events.incident.IncidentLink;
import dev.releaseledger.events.incident.IncidentOpened;
import dev.releaseledger.events.incident.IncidentRole;
import dev.releaseledger.query.entry.ReadEntry;
import dev.releaseledger.query.generation.Generation;
import dev.releaseledger.query.incident.IncidentStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The incidents that a batch touched, as rows of the list, of what is searched, and of what they have to do with. */
final class IncidentRows implements BatchRows {
    private static final Map<String, String> COLUMNS = columns();
    private static final Map<String, String> TEXTS = texts();

    private record Link(
            UUID incident,
            UUID release,
            @Nullable UUID deployment,
            @Nullable UUID rollback) {}

    private final Rows rows = new Rows("incident", List.of("id"), COLUMNS);
    private final Rows texts = new Rows("incident_text", List.of("id"), TEXTS);
    private final Set<Link> links = new LinkedHashSet<>();
    private final long from;

    /** @param from the batch's first position: what has not changed since then is in the tables already */
    IncidentRows(long from) {
        this.from = from;
    }

    private static Map<String, String> columns() {
        Map<String, String> columns = new LinkedHashMap<>();
        columns.put("id", "uuid");
        for (String text : List.of("product", "environment", "title", "severity", "status")) {
            columns.put(text, "text");
        }
        columns.put("under_way", "bool");
        columns.put("origin", "text");
        columns.put("cause", "text");
        columns.put("commander", "uuid");
        columns.put("merged_into", "uuid");
        for (String time : List.of(
                "detected_at",
                "opened_at",
                "acknowledged_at",
                "mitigated_at",
                "resolved_at",
                "ended_at",
                "updated_at")) {
            columns.put(time, "timestamptz");
        }
        columns.put("backfilled", "bool");
        for (String count : List.of("log_entries", "action_items", "open_action_items", "overdue_action_items")) {
            columns.put(count, "int4");
        }
        columns.put("sequence", "int8");
        columns.put("position", "int8");
        return columns;
    }

    private static Map<String, String> texts() {
        Map<String, String> columns = new LinkedHashMap<>();
        columns.put("id", "uuid");
        for (String text : List.of("title", "cause", "log", "post_mortem")) {
            columns.put(text, "text");
        }
        return columns;
    }

    /** An incident as it stands; one that is not opened yet has no row. */
    void add(UUID id, IncidentStream stream) {
        stream.incident().ifPresent(incident -> {
            rows.add(values(id, stream, incident));
            if (stream.said().text() >= from) {
                IncidentText text = IncidentText.of(incident);
                texts.add(List.of(id, text.title(), text.cause(), text.log(), text.postMortem()));
            }
            if (stream.said().links() >= from) {
                for (IncidentLink link : incident.links()) {
                    if (link.releaseId() != null) {
                        links.add(new Link(id, link.releaseId(), link.deploymentId(), link.rollbackId()));
                    }
                }
            }
        });
    }

    @Override
    public boolean isEmpty() {
        return rows.isEmpty();
    }

    private static List<@Nullable Object> values(UUID id, IncidentStream stream, Incident incident) {
        IncidentOpened opened = incident.opening().event();
        Incident.Standing standing = incident.standing();
        Incident.Milestones milestones = incident.milestones();
        List<@Nullable Object> values = new ArrayList<>();
        values.add(id);
        values.add(ReadEntry.listable(opened.product()));
        values.add(opened.environment() == null ? null : ReadEntry.listable(opened.environment()));
        values.add(ReadEntry.listable(opened.title()));
        values.add(incident.severity().name());
        values.add(standing.word());
        values.add(standing.isUnderWay());
        values.add(opened.origin().name());
        values.add(
                incident.rootCause() == null
                        ? null
                        : incident.rootCause().statement().category().name());
        values.add(incident.people().one().get(IncidentRole.COMMANDER));
        values.add(standing instanceof Incident.Standing.Merged merged ? merged.into() : null);
        values.add(storable(opened.detectedAt()));
        values.add(storable(incident.opening().at()));
        values.add(storable(milestones.acknowledgedAt()));
        values.add(storable(milestones.mitigatedAt()));
        values.add(storable(milestones.resolvedAt()));
        values.add(storable(milestones.endedAt()));
        values.add(storable(stream.updatedAt()));
        values.add(stream.backfilled());
        values.add(incident.log().size());
        values.add(incident.actionItems().size());
        values.add((int) incident.actionItems().values().stream()
                .filter(item -> !item.progress().isSettled())
                .count());
        values.add((int) incident.actionItems().values().stream()
                .filter(item -> item.progress() instanceof Incident.ActionItem.Progress.Overdue)
                .count());
        values.add(stream.sequence());
        values.add(stream.position());
        return values;
    }

    private static @Nullable String storable(@Nullable Instant time) {
        return time == null ? null : ReadEntry.storable(time).toString();
    }

    @Override
    public int write(Connection connection, Generation generation) throws SQLException {
        int written = rows.write(connection, generation);
        if (!texts.isEmpty()) {
            written += texts.write(connection, generation);
        }
        return links.isEmpty() ? written : written + writeLinks(connection, generation);
    }

    private int writeLinks(Connection connection, Generation generation) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                generation.sql(
                        "insert into {g}.incident_link (incident_id, release_id, deployment_id, rollback_id)"
                                + " select * from unnest(?::uuid[], ?::uuid[], ?::uuid[], ?::uuid[]) on conflict do nothing"))) {
            int column = 0;
            for (Function<Link, @Nullable UUID> part : List.<Function<Link, @Nullable UUID>>of(
                    Link::incident, Link::release, Link::deployment, Link::rollback)) {
                column++;
                statement.setArray(
                        column,
                        connection.createArrayOf(
                                "uuid", links.stream().map(part).toArray()));
            }
            return statement.executeUpdate();
        }
    }
}

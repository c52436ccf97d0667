package dev.releaseledger.query.consume;

import dev.releaseledger.query.generation.Generation;
import dev.releaseledger.query.timeline.StoryRow;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The entries of a batch that timelines tell of, as rows. */
final class StoryRows {
    private static final List<String> COLUMNS = List.of(
            "position",
            "at",
            "product",
            "environment",
            "lane",
            "type",
            "release_id",
            "deployment_id",
            "rollback_id",
            "incident_id",
            "event_id",
            "caused_by");

    private static final String OPENED = "incident.opened.v1";

    private final List<StoryRow> rows;

    StoryRows(List<StoryRow> rows) {
        this.rows = rows;
    }

    boolean isEmpty() {
        return rows.isEmpty();
    }

    int write(Connection connection, Generation generation) throws SQLException {
        List<StoryRow> placed = placed(openings(connection, generation));
        CopyRows copy = new CopyRows(
                connection, generation.sql("{g}.story (" + String.join(", ", COLUMNS) + ")"), COLUMNS.size());
        for (StoryRow row : placed) {
            copy.row();
            copy.int8(row.position());
            copy.timestamptz(row.at());
            copy.text(listable(row.product()));
            copy.text(listable(row.environment()));
            copy.text(row.lane().name());
            copy.text(row.type());
            copy.uuid(row.about().releaseId());
            copy.uuid(row.about().deploymentId());
            copy.uuid(row.about().rollbackId());
            copy.uuid(row.about().incidentId());
            copy.uuid(row.eventId());
            copy.uuid(row.causedBy());
        }
        copy.end();
        return rows.size();
    }

    private record Place(@Nullable String product, @Nullable String environment) {}

    /** What is said of an incident later than its opening has the place that the opening named. */
    private List<StoryRow> placed(Map<UUID, Place> opened) {
        List<StoryRow> placed = new ArrayList<>(rows.size());
        for (StoryRow row : rows) {
            UUID incident = row.about().incidentId();
            if (incident == null) {
                placed.add(row);
            } else if (row.product() == null) {
                Place place = opened.get(incident);
                placed.add(place == null ? row : row.in(place.product(), place.environment()));
            } else {
                opened.putIfAbsent(incident, new Place(row.product(), row.environment()));
                placed.add(row);
            }
        }
        return placed;
    }

    private Map<UUID, Place> openings(Connection connection, Generation generation) throws SQLException {
        Map<UUID, Place> opened = new HashMap<>();
        Object[] incidents = rows.stream()
                .filter(row -> row.product() == null)
                .map(row -> row.about().incidentId())
                .filter(Objects::nonNull)
                .distinct()
                .toArray();
        if (incidents.length == 0) {
            return opened;
        }
        try (PreparedStatement statement = connection.prepareStatement(generation.sql(
                "select incident_id, product, environment from {g}.story where incident_id = any(?) and type = ?"
                        + " order by position desc"))) {
            statement.setArray(1, connection.createArrayOf("uuid", incidents));
            statement.setString(2, OPENED);
            try (ResultSet found = statement.executeQuery()) {
                while (found.next()) {
                    opened.put(
                            found.getObject("incident_id", UUID.class),
                            new Place(found.getString("product"), found.getString("environment")));
                }
            }
        }
        return opened;
    }

    private static @Nullable String listable(@Nullable String text) {
        return text == null ? null : Rows.listable(text);
    }
}

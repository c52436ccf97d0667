package dev.releaseledger.query.consume;

import dev.releaseledger.query.generation.Generation;
import dev.releaseledger.query.timeline.StoryRow;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/** The entries of a batch that timelines tell of, as rows. */
final class StoryRows implements BatchRows {
    private static final List<String> COLUMNS = List.of(
            "position",
            "at",
            "said_at",
            "product",
            "environment",
            "lane",
            "type",
            "release_id",
            "deployment_id",
            "rollback_id",
            "incident_id",
            "event_id",
            "caused_by",
            "flag_id");

    private final List<StoryRow> rows;

    StoryRows(List<StoryRow> rows) {
        this.rows = rows;
    }

    @Override
    public boolean isEmpty() {
        return rows.isEmpty();
    }

    @Override
    public int write(Connection connection, Generation generation) throws SQLException {
        CopyRows copy = new CopyRows(
                connection, generation.sql("{g}.story (" + String.join(", ", COLUMNS) + ")"), COLUMNS.size());
        for (StoryRow row : rows) {
            copy.row();
            copy.int8(row.position());
            copy.timestamptz(row.at());
            copy.timestamptz(row.saidAt());
            copy.text(row.product());
            copy.text(row.environment());
            copy.text(row.lane().name());
            copy.text(row.type());
            copy.uuid(row.about().releaseId());
            copy.uuid(row.about().deploymentId());
            copy.uuid(row.about().rollbackId());
            copy.uuid(row.about().incidentId());
            copy.uuid(row.eventId());
            copy.uuid(row.causedBy());
            copy.uuid(row.about().flagId());
        }
        copy.end();
        return rows.size() + writeLinked(connection, generation);
    }

    private int writeLinked(Connection connection, Generation generation) throws SQLException {
        if (rows.stream().allMatch(row -> row.linked().isEmpty())) {
            return 0;
        }
        CopyRows copy = new CopyRows(connection, generation.sql("{g}.story_release (position, release_id)"), 2);
        int written = 0;
        for (StoryRow row : rows) {
            for (UUID release : row.linked()) {
                copy.row();
                copy.int8(row.position());
                copy.uuid(release);
                written++;
            }
        }
        copy.end();
        return written;
    }
}

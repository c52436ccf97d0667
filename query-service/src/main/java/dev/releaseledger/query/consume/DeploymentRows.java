package dev.releaseledger.query.consume;

import dev.releaseledger.events.release.Artefact;
import dev.releaseledger.events.release.Deployment;
import dev.releaseledger.events.release.Plan;
import dev.releaseledger.events.release.Release;
import dev.releaseledger.query.entry.ReadEntry;
import dev.releaseledger.query.generation.Generation;
import dev.releaseledger.query.release.DeploymentCourse;
import dev.releaseledger.query.release.ReleaseStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** The deployments whose standing a batch changed, as rows, and the environments that they make known. */
final class DeploymentRows implements BatchRows {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Map<String, String> COLUMNS = columns();

    private record Place(String product, String environment) {}

    private final Rows rows = new Rows("deployment", List.of("release_id", "deployment_id"), COLUMNS);
    private final Map<Place, Long> places = new LinkedHashMap<>();
    private final long from;

    /** @param from the batch's first position: what has not changed since then is in the tables already */
    DeploymentRows(long from) {
        this.from = from;
    }

    private static Map<String, String> columns() {
        Map<String, String> columns = new LinkedHashMap<>();
        columns.put("release_id", "uuid");
        columns.put("deployment_id", "uuid");
        for (String text :
                List.of("product", "version", "environment", "strategy", "artefact_name", "artefact_digest")) {
            columns.put(text, "text");
        }
        columns.put("started_by", "uuid");
        columns.put("started_at", "timestamptz");
        columns.put("started_recorded", "timestamptz");
        columns.put("started_position", "int8");
        columns.put("standing", "text");
        columns.put("percent", "int4");
        columns.put("changes", "jsonb");
        columns.put("position", "int8");
        return columns;
    }

    /** A release's deployments as they stand after the batch. */
    void add(UUID id, ReleaseStream stream) {
        stream.release()
                .ifPresent(release -> stream.courses().forEach((deploymentId, course) -> {
                    Deployment deployment = release.deployments().get(deploymentId);
                    if (deployment != null && course.last().position() >= from) {
                        rows.add(values(id, release, deployment, course));
                        places.merge(
                                new Place(
                                        ReadEntry.listable(release.plan().product()),
                                        ReadEntry.listable(deployment.environment())),
                                course.start().position(),
                                Math::min);
                    }
                }));
    }

    @Override
    public boolean isEmpty() {
        return rows.isEmpty();
    }

    private static List<@Nullable Object> values(
            UUID id, Release release, Deployment deployment, DeploymentCourse course) {
        Plan plan = release.plan();
        Artefact artefact = deployment.artefact();
        DeploymentCourse.Change start = course.start();
        DeploymentCourse.Change last = course.last();
        List<@Nullable Object> values = new ArrayList<>();
        values.add(id);
        values.add(deployment.deploymentId());
        values.add(ReadEntry.listable(plan.product()));
        values.add(ReadEntry.listable(plan.version()));
        values.add(ReadEntry.listable(deployment.environment()));
        values.add(deployment.strategy().name());
        values.add(artefact == null ? null : ReadEntry.listable(artefact.name()));
        values.add(artefact == null || artefact.digest() == null ? null : ReadEntry.listable(artefact.digest()));
        values.add(start.by());
        values.add(start.at().toString());
        values.add(start.recordedAt().toString());
        values.add(start.position());
        values.add(last.standing().name());
        values.add(course.percent().orElse(null));
        values.add(JSON.writeValueAsString(
                course.changes().stream().map(DeploymentRows::storable).toList()));
        values.add(last.position());
        return values;
    }

    private static DeploymentCourse.Change storable(DeploymentCourse.Change change) {
        String toVersion = change.toVersion();
        return new DeploymentCourse.Change(
                change.position(),
                change.recordedAt(),
                change.at(),
                change.by(),
                change.standing(),
                change.percent(),
                change.rollbackId(),
                toVersion == null ? null : ReadEntry.listable(toVersion));
    }

    @Override
    public int write(Connection connection, Generation generation) throws SQLException {
        int written = rows.write(connection, generation);
        try (PreparedStatement statement =
                connection.prepareStatement(generation.sql("insert into {g}.environment (product, name, position)"
                        + " select * from unnest(?::text[], ?::text[], ?::int8[]) on conflict do nothing"))) {
            statement.setArray(
                    1,
                    connection.createArrayOf(
                            "text", places.keySet().stream().map(Place::product).toArray()));
            statement.setArray(
                    2,
                    connection.createArrayOf(
                            "text",
                            places.keySet().stream().map(Place::environment).toArray()));
            statement.setArray(
                    3, connection.createArrayOf("int8", places.values().toArray()));
            return written + statement.executeUpdate();
        }
    }
}

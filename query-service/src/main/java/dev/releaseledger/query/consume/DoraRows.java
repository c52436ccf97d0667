package dev.releaseledger.query.consume;

import dev.releaseledger.events.policy.ReleasePolicy;
import dev.releaseledger.events.release.ChangeAdded;
import dev.releaseledger.events.release.ChangeRemoved;
import dev.releaseledger.events.release.Plan;
import dev.releaseledger.events.release.PolicyRepinned;
import dev.releaseledger.events.release.Release;
import dev.releaseledger.events.release.ReleasePlanned;
import dev.releaseledger.events.release.Stage;
import dev.releaseledger.query.consume.Batch.StreamHead;
import dev.releaseledger.query.entry.ReadEntry;
import dev.releaseledger.query.generation.Generation;
import dev.releaseledger.query.release.DeploymentOutcome;
import dev.releaseledger.query.release.DeploymentOutcome.Mark;
import dev.releaseledger.query.release.ReleaseStream;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the DORA figures are made of, as rows: the releases that a batch planned or let go by another policy, the deployments
 * that came to something in it, and the changes that it added or removed. A change is a row of its own, written when it is
 * added: a release with thousands of them rewrites none. No deployment has a row without its release having one, also in a
 * generation that was filled, and had the release planned in it, before there were these tables.
 */
final class DoraRows implements BatchRows {
    private static final String PLANNED = "dev.releaseledger.release.release-planned.v1";
    private static final List<String> MARKS = List.of("started", "verified", "ended", "failed", "back");

    private record Included(
            UUID release,
            long position,
            String changeId,
            @Nullable Instant mergedAt) {}

    private record Removed(UUID release, long position, String changeId) {}

    private final Rows deployments = new Rows("dora_deployment", List.of("release_id", "deployment_id"), columns());
    private final Map<UUID, Mark> planned = new LinkedHashMap<>();
    private final Map<UUID, Plan> plans = new LinkedHashMap<>();
    private final Map<UUID, Plan> deployed = new LinkedHashMap<>();
    private final List<Included> included = new ArrayList<>();
    private final List<Removed> removed = new ArrayList<>();
    private final BiFunction<String, Integer, ReleasePolicy> policies;

    /** @param policies what releases pin, by product and version */
    DoraRows(Batch batch, BiFunction<String, Integer, ReleasePolicy> policies) {
        this.policies = policies;
        batch.entries().forEach(entry -> take(entry, batch.streams()));
        long from = batch.before().nextPosition();
        batch.streams().values().forEach(head -> {
            if (head.folded() instanceof Folded.OfRelease(UUID id, ReleaseStream stream)) {
                stream.release().ifPresent(release -> addDeployments(id, stream, release, from));
            }
        });
    }

    private static Map<String, String> columns() {
        Map<String, String> columns = new LinkedHashMap<>();
        columns.put("release_id", "uuid");
        columns.put("deployment_id", "uuid");
        for (String text : List.of("product", "environment", "stage", "strategy", "failed_by")) {
            columns.put(text, "text");
        }
        for (String mark : MARKS) {
            columns.put(mark + "_at", "timestamptz");
            columns.put(mark + "_recorded", "timestamptz");
            columns.put(mark + "_position", "int8");
        }
        return columns;
    }

    private void take(Received.Placed entry, Map<String, StreamHead> streams) {
        if (!(entry.read() instanceof ReadEntry.Understood(var envelope, var event))) {
            return;
        }
        StreamHead head = streams.get(envelope.subject());
        if (head == null || !(head.folded() instanceof Folded.OfRelease(UUID id, ReleaseStream stream))) {
            return;
        }
        if (event instanceof ChangeAdded added) {
            included.add(new Included(
                    id, entry.position(), ReadEntry.listable(added.changeId()), storable(added.mergedAt())));
        } else if (event instanceof ChangeRemoved gone) {
            removed.add(new Removed(id, entry.position(), ReadEntry.listable(gone.changeId())));
        } else if (event instanceof ReleasePlanned || event instanceof PolicyRepinned) {
            stream.release().map(Release::plan).ifPresent(plan -> {
                plans.put(id, plan);
                if (event instanceof ReleasePlanned) {
                    planned.putIfAbsent(id, new Mark(entry.position(), ReadEntry.judgedAt(envelope), envelope.time()));
                }
            });
        }
    }

    /** What PostgreSQL can hold; a merge in another age has no time. */
    private static @Nullable Instant storable(@Nullable Instant mergedAt) {
        return mergedAt == null || !ReadEntry.isStorable(mergedAt) ? null : mergedAt;
    }

    private void addDeployments(UUID id, ReleaseStream stream, Release release, long from) {
        stream.courses().forEach((deploymentId, course) -> {
            var deployment = release.deployments().get(deploymentId);
            if (deployment != null && (course.last().position() >= from || plans.containsKey(id))) {
                deployed.put(id, release.plan());
                DeploymentOutcome outcome = DeploymentOutcome.of(course, stream.rollbacks());
                DeploymentOutcome.Failure failure = outcome.failed();
                List<@Nullable Object> values = new ArrayList<>();
                values.add(id);
                values.add(deploymentId);
                values.add(ReadEntry.listable(release.plan().product()));
                values.add(ReadEntry.listable(deployment.environment()));
                values.add(stage(release.plan(), deployment.environment()));
                values.add(deployment.strategy().name());
                values.add(failure == null ? null : failure.cause().name());
                mark(values, outcome.started());
                mark(values, outcome.verified());
                mark(values, outcome.ended());
                mark(values, failure == null ? null : failure.since());
                mark(values, outcome.back());
                deployments.add(values);
            }
        });
    }

    private static void mark(List<@Nullable Object> values, @Nullable Mark mark) {
        values.add(mark == null ? null : micros(mark.at()));
        values.add(mark == null ? null : micros(mark.recordedAt()));
        values.add(mark == null ? null : mark.position());
    }

    /** PostgreSQL rounds what is finer; the entries' own columns are cut. */
    private static String micros(Instant time) {
        return time.truncatedTo(ChronoUnit.MICROS).toString();
    }

    @Override
    public boolean isEmpty() {
        return deployments.isEmpty() && plans.isEmpty() && included.isEmpty() && removed.isEmpty();
    }

    @Override
    public int write(Connection connection, Generation generation) throws SQLException {
        int written = deployments.isEmpty() ? 0 : deployments.write(connection, generation);
        planEarlier(connection, generation);
        if (!planned.isEmpty()) {
            written += writePlanned(connection, generation);
        }
        if (!plans.isEmpty()) {
            written += writeTeams(connection, generation);
        }
        if (!included.isEmpty()) {
            written += copyIncluded(connection, generation);
        }
        return removed.isEmpty() ? written : written + markRemoved(connection, generation);
    }

    /** Finds in the entries how those releases were planned that are deployed and have no row. */
    private void planEarlier(Connection connection, Generation generation) throws SQLException {
        List<UUID> ids = deployed.keySet().stream()
                .filter(id -> !planned.containsKey(id))
                .toList();
        if (ids.isEmpty()) {
            return;
        }
        try (PreparedStatement select = connection.prepareStatement(
                generation.sql("select u.id, e.bytes from unnest(?::uuid[]) u(id) join {g}.entry e on e.stream ="
                        + " 'release/' || u.id where e.type = ? and not exists (select from {g}.dora_release r"
                        + " where r.release_id = u.id) order by e.position"))) {
            select.setArray(1, array(connection, "uuid", ids, id -> id));
            select.setString(2, PLANNED);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    UUID id = row.getObject(1, UUID.class);
                    if (ReadEntry.of(row.getBytes(2)) instanceof ReadEntry.Understood(var envelope, var event)
                            && event instanceof ReleasePlanned) {
                        plans.putIfAbsent(id, known(deployed.get(id)));
                        planned.putIfAbsent(
                                id, new Mark(envelope.position(), ReadEntry.judgedAt(envelope), envelope.time()));
                    }
                }
            }
        }
    }

    private int writePlanned(Connection connection, Generation generation) throws SQLException {
        List<UUID> ids = List.copyOf(planned.keySet());
        try (PreparedStatement statement = connection.prepareStatement(
                generation.sql("insert into {g}.dora_release (release_id, product, version, kind, hotfix_of,"
                        + " planned_at, planned_recorded, planned_position) select * from unnest(?::uuid[], ?::text[],"
                        + " ?::text[], ?::text[], ?::text[], ?::timestamptz[], ?::timestamptz[], ?::int8[])"
                        + " on conflict do nothing"))) {
            statement.setArray(1, array(connection, "uuid", ids, id -> id));
            statement.setArray(2, array(connection, "text", ids, id -> ReadEntry.listable(plan(id).product())));
            statement.setArray(3, array(connection, "text", ids, id -> ReadEntry.listable(plan(id).version())));
            statement.setArray(
                    4, array(connection, "text", ids, id -> plan(id).kind().name()));
            statement.setArray(5, array(connection, "text", ids, id -> listable(plan(id).hotfixOf())));
            statement.setArray(6, array(connection, "text", ids, id -> micros(mark(id).at())));
            statement.setArray(7, array(connection, "text", ids, id -> micros(mark(id).recordedAt())));
            statement.setArray(8, array(connection, "int8", ids, id -> mark(id).position()));
            return statement.executeUpdate();
        }
    }

    private int writeTeams(Connection connection, Generation generation) throws SQLException {
        List<UUID> ids = List.copyOf(plans.keySet());
        try (PreparedStatement statement = connection.prepareStatement(
                generation.sql("update {g}.dora_release r set team = u.team from unnest(?::uuid[], ?::text[])"
                        + " u(release_id, team) where r.release_id = u.release_id and r.team is distinct from"
                        + " u.team"))) {
            statement.setArray(1, array(connection, "uuid", ids, id -> id));
            statement.setArray(2, array(connection, "text", ids, id -> team(plan(id))));
            return statement.executeUpdate();
        }
    }

    private @Nullable String stage(Plan plan, String environment) {
        return policies.apply(plan.product(), plan.policyVersion())
                .stageOf(environment)
                .map(Stage::name)
                .orElse(null);
    }

    private @Nullable String team(Plan plan) {
        return listable(policies.apply(plan.product(), plan.policyVersion()).team());
    }

    private int copyIncluded(Connection connection, Generation generation) throws SQLException {
        CopyRows rows = new CopyRows(
                connection, generation.sql("{g}.dora_change (release_id, position, change_id, merged_at)"), 4);
        for (Included change : included) {
            rows.row();
            rows.uuid(change.release());
            rows.int8(change.position());
            rows.text(change.changeId());
            rows.timestamptz(change.mergedAt());
        }
        rows.end();
        return included.size();
    }

    /** A change can be added again and removed again: each time is a row of its own, ended by the first removal after it. */
    private int markRemoved(Connection connection, Generation generation) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                generation.sql("update {g}.dora_change c set removed_position = x.removed from (select i.release_id,"
                        + " i.position, min(u.position) as removed from unnest(?::uuid[], ?::text[], ?::int8[])"
                        + " u(release_id, change_id, position) join {g}.dora_change i on i.release_id = u.release_id"
                        + " and i.change_id = u.change_id and i.position < u.position and i.removed_position is null"
                        + " group by i.release_id, i.position) x where c.release_id = x.release_id and c.position ="
                        + " x.position"))) {
            statement.setArray(1, array(connection, "uuid", removed, Removed::release));
            statement.setArray(2, array(connection, "text", removed, Removed::changeId));
            statement.setArray(3, array(connection, "int8", removed, Removed::position));
            return statement.executeUpdate();
        }
    }

    private Plan plan(UUID id) {
        return known(plans.get(id));
    }

    private Mark mark(UUID id) {
        return known(planned.get(id));
    }

    private static <T> T known(@Nullable T value) {
        if (value == null) {
            throw new IllegalStateException("a release was planned without a plan");
        }
        return value;
    }

    private static @Nullable String listable(@Nullable String text) {
        return text == null ? null : ReadEntry.listable(text);
    }

    private static <T> Array array(Connection connection, String type, List<T> of, Function<T, @Nullable Object> value)
            throws SQLException {
        return connection.createArrayOf(type, of.stream().map(value).toArray());
    }
}

package dev.releaseledger.query.consume;

import dev.releaseledger.events.policy.ReleasePolicy;
import dev.releaseledger.events.release.Plan;
import dev.releaseledger.events.release.Release;
import dev.releaseledger.events.release.Stage;
import dev.releaseledger.query.entry.ReadEntry;
import dev.releaseledger.query.generation.Generation;
import dev.releaseledger.query.release.ReleaseStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** The releases that a batch touched, as rows of the list: one statement for all of them. */
final class ReleaseRows implements BatchRows {
    private static final Map<String, String> COLUMNS = columns();

    private final Rows rows = new Rows("release", List.of("id"), COLUMNS);
    private final BiFunction<String, Integer, ReleasePolicy> policies;

    /** Rows of releases that pin these policies, by product and version. */
    ReleaseRows(BiFunction<String, Integer, ReleasePolicy> policies) {
        this.policies = policies;
    }

    private static Map<String, String> columns() {
        Map<String, String> columns = new LinkedHashMap<>();
        columns.put("id", "uuid");
        for (String text : List.of("product", "version", "title", "kind", "strategy", "status", "stage")) {
            columns.put(text, "text");
        }
        columns.put("owner", "uuid");
        columns.put("milestone", "text");
        columns.put("planned_at", "timestamptz");
        columns.put("updated_at", "timestamptz");
        columns.put("backfilled", "bool");
        columns.put("change_count", "int4");
        columns.put("sequence", "int8");
        columns.put("position", "int8");
        return columns;
    }

    /** A release as it stands; one that is not planned yet has no row. */
    void add(UUID id, ReleaseStream stream) {
        stream.release().ifPresent(release -> rows.add(values(id, stream, release)));
    }

    @Override
    public boolean isEmpty() {
        return rows.isEmpty();
    }

    private List<@Nullable Object> values(UUID id, ReleaseStream stream, Release release) {
        Plan plan = release.plan();
        List<@Nullable Object> values = new ArrayList<>();
        values.add(id);
        values.add(ReadEntry.listable(plan.product()));
        values.add(ReadEntry.listable(plan.version()));
        values.add(ReadEntry.listable(plan.title()));
        values.add(plan.kind().name());
        values.add(plan.strategy().name());
        values.add(release.status(policies.apply(plan.product(), plan.policyVersion()))
                .name());
        values.add(release.stage().map(Stage::name).orElse(null));
        values.add(plan.owner());
        values.add(plan.milestone() == null ? null : ReadEntry.listable(plan.milestone()));
        values.add(plan.plannedAt().toString());
        values.add(stream.updatedAt().toString());
        values.add(plan.backfilled());
        values.add(release.changes().size());
        values.add(stream.sequence());
        values.add(stream.position());
        return values;
    }

    @Override
    public int write(Connection connection, Generation generation) throws SQLException {
        return rows.write(connection, generation);
    }
}

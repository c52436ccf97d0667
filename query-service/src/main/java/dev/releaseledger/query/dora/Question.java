package dev.releaseledger.query.dora;

import dev.releaseledger.events.release.Stage;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which deployments are asked about, and when.
 *
 * @param product of this product alone; null for all that may be read
 * @param team of this team alone; null for all
 * @param noTeam of releases without a team alone
 * @param environment to this environment alone; null for all
 * @param stage to environments of this stage alone, by the policy that the release goes by; null for all
 * @param from from this time on
 * @param to before this time
 * @param claimed by when things are claimed to have happened, otherwise by when they were recorded
 * @param readable the products that may be read; empty for all
 */
record Question(
        @Nullable String product,
        @Nullable String team,
        boolean noTeam,
        @Nullable String environment,
        @Nullable Stage stage,
        Instant from,
        Instant to,
        boolean claimed,
        Optional<Set<String>> readable) {

    /** What more a statement demands of {@code d}, a deployment, and {@code r}, its release. */
    String conditions() {
        return (product == null ? "" : " and d.product = :product")
                + (team == null ? "" : " and r.team = :team")
                + (noTeam ? " and r.team is null" : "")
                + (environment == null ? "" : " and d.environment = :environment")
                + (stage == null ? "" : " and d.stage = :stage")
                + (readable.isEmpty() ? "" : " and d.product = any(:readable)");
    }

    /** The values of the statement's parameters. */
    Map<String, Object> values() {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("from", from.atOffset(ZoneOffset.UTC));
        values.put("to", to.atOffset(ZoneOffset.UTC));
        if (product != null) {
            values.put("product", product);
        }
        if (team != null) {
            values.put("team", team);
        }
        if (environment != null) {
            values.put("environment", environment);
        }
        if (stage != null) {
            values.put("stage", stage.name());
        }
        readable.ifPresent(products -> values.put("readable", products.toArray(String[]::new)));
        return values;
    }

    /** The same of a part of it. */
    Question in(Grouping by, @Nullable String group, Instant begin, Instant end) {
        return switch (by) {
            case NOTHING -> new Question(product, team, noTeam, environment, stage, begin, end, claimed, readable);
            case PRODUCT -> new Question(group, team, noTeam, environment, stage, begin, end, claimed, readable);
            case TEAM -> new Question(product, group, group == null, environment, stage, begin, end, claimed, readable);
            case ENVIRONMENT -> new Question(product, team, noTeam, group, null, begin, end, claimed, readable);
        };
    }

    /** Where the observations of a figure are. */
    String href(Metric metric) {
        Map<String, String> query = new LinkedHashMap<>();
        if (product != null) {
            query.put("product", product);
        }
        if (team != null) {
            query.put("team", team);
        }
        if (noTeam) {
            query.put("noTeam", "true");
        }
        if (environment != null) {
            query.put("environment", environment);
        } else if (stage == null) {
            query.put("allEnvironments", "true");
        }
        query.put("from", DateTimeFormatter.ISO_INSTANT.format(from));
        query.put("to", DateTimeFormatter.ISO_INSTANT.format(to));
        query.put("clock", claimed ? "claimed" : "recorded");
        return "/v1/metrics/dora/" + metric.word() + "/entries" + Queries.of(query);
    }
}

package dev.releaseledger.query.environment;

import dev.releaseledger.events.release.Artefact;
import dev.releaseledger.events.release.Strategy;
import dev.releaseledger.query.entry.Cut;
import dev.releaseledger.query.generation.Generation;
import dev.releaseledger.query.release.DeploymentCourse;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The projected deployments. */
@Component
final class Deployments {
    private static final JsonMapper JSON = new JsonMapper();

    private final JdbcClient jdbc;

    Deployments(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * What was deployed of a product to an environment.
     *
     * @param incomplete whether something recorded of it is not understood, so that it may be missing here
     */
    record OfProduct(String product, boolean incomplete, List<DeploymentRow> rows) {}

    /** What was deployed to an environment by then of each of the places' products, where anything was. */
    List<OfProduct> to(Generation generation, String environment, List<Environments.Place> places, Cut cut) {
        List<String> products = places.stream().map(Environments.Place::product).toList();
        Map<String, List<DeploymentRow>> rows = rows(generation, environment, products, cut.position());
        Set<String> incomplete = incomplete(generation, products, cut.position());
        return products.stream()
                .map(product ->
                        new OfProduct(product, incomplete.contains(product), rows.getOrDefault(product, List.of())))
                .filter(of -> of.rows().stream()
                        .map(row -> row.course().start())
                        .anyMatch(start -> cut.includes(start.position(), start.at())))
                .toList();
    }

    /** The deployments of these products to an environment that were started by this position, by product. */
    private Map<String, List<DeploymentRow>> rows(
            Generation generation, String environment, Collection<String> products, long position) {
        Map<String, List<DeploymentRow>> found = new HashMap<>();
        jdbc.sql(generation.sql("select release_id, deployment_id, product, version, strategy, artefact_name,"
                        + " artefact_digest, changes from {g}.deployment where environment = :environment"
                        + " and product = any(:products) and started_position <= :position"
                        + " order by product, started_position"))
                .param("environment", environment)
                .param("products", products.toArray(String[]::new))
                .param("position", position)
                .query((row, n) -> row(row))
                .list()
                .forEach(row -> found.computeIfAbsent(row.product(), product -> new ArrayList<>())
                        .add(row));
        return found;
    }

    private static DeploymentRow row(ResultSet row) throws SQLException {
        String artefact = row.getString("artefact_name");
        return new DeploymentRow(
                row.getObject("release_id", UUID.class),
                row.getObject("deployment_id", UUID.class),
                row.getString("product"),
                row.getString("version"),
                Strategy.valueOf(row.getString("strategy")),
                artefact == null ? null : new Artefact(artefact, row.getString("artefact_digest")),
                new DeploymentCourse(
                        List.of(JSON.readValue(row.getString("changes"), DeploymentCourse.Change[].class))));
    }

    /** Those of the products of which something recorded by this position is not understood, so that it may be missing here. */
    private Set<String> incomplete(Generation generation, Collection<String> products, long position) {
        boolean whole = jdbc.sql(generation.sql("select deployments_since = 0 from {g}.progress"))
                .query(Boolean.class)
                .single();
        if (!whole) {
            return Set.copyOf(products);
        }
        return new HashSet<>(jdbc.sql(generation.sql("select distinct r.product from {g}.incomplete_stream i"
                        + " join {g}.release r on i.stream = 'release/' || r.id"
                        + " where r.product = any(:products) and i.position <= :position"))
                .param("products", products.toArray(String[]::new))
                .param("position", position)
                .query((row, n) -> row.getString("product"))
                .list());
    }

    /** What a release is called, and how many changes it includes now. */
    record Contents(String title, int changeCount) {}

    /** These releases' contents, as they are now. */
    Map<UUID, Contents> contents(Generation generation, Collection<UUID> releases) {
        Map<UUID, Contents> found = new HashMap<>();
        jdbc.sql(generation.sql("select id, title, change_count from {g}.release where id = any(:ids)"))
                .param("ids", releases.toArray(UUID[]::new))
                .query(row -> {
                    found.put(
                            row.getObject("id", UUID.class),
                            new Contents(row.getString("title"), row.getInt("change_count")));
                });
        return found;
    }
}

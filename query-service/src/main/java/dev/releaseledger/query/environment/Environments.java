package dev.releaseledger.query.environment;

import dev.releaseledger.query.generation.Generation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which environments the products were ever deployed to. */
@Component
final class Environments {
    private final JdbcClient jdbc;

    Environments(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * An environment of a product.
     *
     * @param position where its first deployment there was started
     */
    record Place(String product, String environment, long position) {}

    /**
     * Places in the order of their first deployments.
     *
     * @param environment of this environment alone; empty for all
     * @param products of these products alone; empty for all
     * @param after above this position
     * @param upTo up to this position
     */
    List<Place> places(
            Generation generation,
            Optional<String> environment,
            Optional<Set<String>> products,
            long after,
            long upTo,
            int atMost) {
        List<String> conditions = new ArrayList<>(List.of("position > :after", "position <= :upTo"));
        Map<String, Object> values = new LinkedHashMap<>(Map.of("after", after, "upTo", upTo, "limit", atMost));
        environment.ifPresent(name -> {
            conditions.add("name = :name");
            values.put("name", name);
        });
        products.ifPresent(named -> {
            conditions.add("product = any(:products)");
            values.put("products", named.toArray(String[]::new));
        });
        return jdbc.sql(generation.sql("select product, name, position from {g}.environment where "
                        + String.join(" and ", conditions) + " order by position limit :limit"))
                .params(values)
                .query((row, n) -> new Place(row.getString("product"), row.getString("name"), row.getLong("position")))
                .list();
    }

    /** The names of environments by the alphabet. */
    List<String> names(Generation generation, Optional<Set<String>> products, int atMost) {
        Map<String, Object> values = new LinkedHashMap<>(Map.of("limit", atMost));
        products.ifPresent(named -> values.put("products", named.toArray(String[]::new)));
        return jdbc.sql(generation.sql("select distinct name from {g}.environment"
                        + (products.isPresent() ? " where product = any(:products)" : "")
                        + " order by name limit :limit"))
                .params(values)
                .query((row, n) -> row.getString("name"))
                .list();
    }
}

package dev.releaseledger.query.changelog;

import dev.releaseledger.query.generation.Generation;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which releases a product has. */
@Component
final class ProductReleases {
    private final JdbcClient jdbc;

    ProductReleases(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The product's releases, the newest planned first. */
    List<UUID> of(String product, Generation generation, int atMost) {
        return jdbc.sql(generation.sql(
                        "select id from {g}.release where product = ? order by planned_at desc, id desc limit ?"))
                .params(product, atMost)
                .query((row, n) -> row.getObject("id", UUID.class))
                .list();
    }
}

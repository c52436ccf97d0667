package dev.releaseledger.query.flag;

import dev.releaseledger.events.flag.Flag;
import dev.releaseledger.query.entry.ReadEntry;
import dev.releaseledger.query.generation.Generation;
import dev.releaseledger.query.rest.Moment;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The flags of a product by the keys that others name them by. */
@Component
public final class KnownFlags {
    private final JdbcClient jdbc;
    private final FlagFinder flags;

    KnownFlags(JdbcClient jdbc, FlagFinder flags) {
        this.jdbc = jdbc;
        this.flags = flags;
    }

    /** A flag as it stands. */
    public record Known(UUID id, FlagStream stream, Flag flag) {}

    private record Named(UUID id, String key) {}

    /**
     * The flags that have these keys, as they stood at a moment; those that were not defined then, and keys of other products and
     * of other systems, are left out.
     *
     * @param moment null for now
     */
    public Map<String, Known> of(Generation generation, String product, Set<String> keys, @Nullable Moment moment) {
        if (keys.isEmpty()) {
            return Map.of();
        }
        Map<String, Known> known = new LinkedHashMap<>();
        // What a key names, and of which product, never changes.
        jdbc.sql(generation.sql("select f.id, f.key from {g}.flag f where f.key = any(:keys) and f.product = :product"))
                .param("keys", keys.toArray(String[]::new))
                .param("product", ReadEntry.listable(product))
                .query((row, n) -> new Named(row.getObject("id", UUID.class), row.getString("key")))
                .list()
                .forEach(named -> flags.at(generation, named.id(), moment)
                        .ifPresent(stream -> stream.flag()
                                .ifPresent(flag -> known.put(named.key(), new Known(named.id(), stream, flag)))));
        return known;
    }
}

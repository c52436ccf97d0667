package dev.releaseledger.query.flag;

import dev.releaseledger.events.flag.Flag;
import dev.releaseledger.query.entry.ReadEntry;
import dev.releaseledger.query.generation.Generation;
import dev.releaseledger.query.release.view.FlagStanding;
import dev.releaseledger.query.release.view.FlagStandings;
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
final class KnownFlags implements FlagStandings {
    private final JdbcClient jdbc;
    private final FlagFinder flags;

    KnownFlags(JdbcClient jdbc, FlagFinder flags) {
        this.jdbc = jdbc;
        this.flags = flags;
    }

    private record Named(UUID id, String key) {}

    @Override
    public Map<String, FlagStanding> of(
            Generation generation, String product, Set<String> keys, @Nullable Moment moment) {
        if (keys.isEmpty()) {
            return Map.of();
        }
        Map<String, FlagStanding> known = new LinkedHashMap<>();
        // What a key names, and of which product, never changes.
        jdbc.sql(generation.sql("select f.id, f.key from {g}.flag f where f.key = any(:keys) and f.product = :product"))
                .param("keys", keys.toArray(String[]::new))
                .param("product", ReadEntry.listable(product))
                .query((row, n) -> new Named(row.getObject("id", UUID.class), row.getString("key")))
                .list()
                .forEach(named -> flags.at(generation, named.id(), moment)
                        .flatMap(stream -> stream.flag().map(flag -> standing(named, stream, flag)))
                        .ifPresent(standing -> known.put(named.key(), standing)));
        return known;
    }

    private static FlagStanding standing(Named named, FlagStream stream, Flag flag) {
        return new FlagStanding(
                named.key(),
                true,
                named.id(),
                flag.word(),
                flag.rollout().word(),
                flag.rollout().reached().map(Flag.Reach::phase).orElse(null),
                flag.rollout().basisPoints(),
                switch (flag.standing()) {
                    case Flag.Standing.Disabled disabled -> stream.deciding().standing();
                    case Flag.Standing.Enabled enabled -> stream.deciding().rollout();
                });
    }
}

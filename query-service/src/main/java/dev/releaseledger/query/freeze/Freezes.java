package dev.releaseledger.query.freeze;

import dev.releaseledger.events.freeze.FreezeDeclared;
import dev.releaseledger.events.freeze.FreezeEvent;
import dev.releaseledger.query.entry.Entries;
import dev.releaseledger.query.entry.ReadEntry;
import dev.releaseledger.query.generation.Generation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Freezes, by what is recorded of them. */
@Component
public final class Freezes {
    private static final String PREFIX = FreezeEvent.stream("");

    private final JdbcClient jdbc;
    private final Entries entries;

    Freezes(JdbcClient jdbc, Entries entries) {
        this.jdbc = jdbc;
        this.entries = entries;
    }

    /** Every freeze of a product. */
    public FreezeStream of(Generation generation, String product) {
        return asOf(generation, product, Long.MAX_VALUE);
    }

    /** Every freeze of a product, as it was after the entry at this position. */
    public FreezeStream asOf(Generation generation, String product, long position) {
        FreezeStream[] folded = {FreezeStream.empty()};
        entries.ofStream(
                generation,
                FreezeEvent.stream(product),
                -1,
                position,
                row -> folded[0] = folded[0].and(row.position(), ReadEntry.of(row.bytes())));
        return folded[0];
    }

    /**
     * Where a freeze was declared.
     *
     * @param freezeId the freeze; null where this version does not understand the declaration
     */
    record Declared(long position, String product, @Nullable UUID freezeId) {}

    /**
     * Declarations, the newest first.
     *
     * @param products of these products alone; empty for all
     * @param before below this position
     */
    List<Declared> declared(Generation generation, Optional<Set<String>> products, long before, int atMost) {
        List<String> conditions =
                new ArrayList<>(List.of("type = 'dev.releaseledger.freeze.declared.v1'", "position < :before"));
        Map<String, Object> values = new LinkedHashMap<>(Map.of("before", before, "limit", atMost));
        products.ifPresent(named -> {
            conditions.add("stream = any(:streams)");
            values.put("streams", named.stream().map(FreezeEvent::stream).toArray(String[]::new));
        });
        return jdbc.sql(generation.sql("select position, stream, bytes from {g}.entry where "
                        + String.join(" and ", conditions) + " order by position desc limit :limit"))
                .params(values)
                .query((row, n) -> declared(row.getLong("position"), row.getString("stream"), row.getBytes("bytes")))
                .list();
    }

    private static Declared declared(long position, String stream, byte[] bytes) {
        String product = stream.startsWith(PREFIX) ? stream.substring(PREFIX.length()) : stream;
        return ReadEntry.of(bytes) instanceof ReadEntry.Understood understood
                        && understood.event() instanceof FreezeDeclared declared
                ? new Declared(position, product, declared.freezeId())
                : new Declared(position, product, null);
    }
}

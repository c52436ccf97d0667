package dev.releaseledger.query.timeline;

import dev.releaseledger.query.entry.ReadEntry;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;

/** Which entries a story is made of, beside those that are tied to it by their positions. */
sealed interface Scope {
    /** Everything of a product from one time up to another. */
    record OfProduct(String product, Instant from, Instant to) implements Scope {}

    /** Everything of a release. */
    record OfRelease(UUID id) implements Scope {}

    /** The condition in SQL. */
    default String condition() {
        return switch (this) {
            case OfProduct product -> "s.product = :product and s.at >= :from and s.at <= :to";
            case OfRelease release -> "s.release_id = :release";
        };
    }

    /** No line of it is earlier; those that are tied to it may be. */
    default Instant begins() {
        return switch (this) {
            case OfProduct product -> product.from();
            case OfRelease release -> ReadEntry.EARLIEST;
        };
    }

    /** The values in the condition. */
    default Map<String, Object> values() {
        return switch (this) {
            case OfProduct product ->
                Map.of("product", product.product(), "from", timestamp(product.from()), "to", timestamp(product.to()));
            case OfRelease release -> Map.of("release", release.id());
        };
    }

    /** A time as a column holds it. */
    static OffsetDateTime timestamp(Instant instant) {
        return ReadEntry.storable(instant).atOffset(ZoneOffset.UTC);
    }
}

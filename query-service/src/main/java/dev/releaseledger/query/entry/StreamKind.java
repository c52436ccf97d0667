package dev.releaseledger.query.entry;

import java.util.UUID;
import java.util.function.Function;

/**
 * A kind of stream, each named by the id of what it tells of ({@link StreamName}).
 *
 * @param names the name by the id
 * @param empty one of them before its first entry
 */
public record StreamKind<S>(Function<UUID, String> names, S empty) {

    /** A stream's name. */
    public String name(UUID id) {
        return names.apply(id);
    }
}

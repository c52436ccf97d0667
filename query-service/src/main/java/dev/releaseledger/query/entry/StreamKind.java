package dev.releaseledger.query.entry;

import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * A kind of stream, each named by the id of what it tells of.
 *
 * @param prefix what their names begin with, and no others
 * @param names the name by the id
 * @param empty one of them before its first entry
 */
public record StreamKind<S>(String prefix, Function<UUID, String> names, S empty) {

    /** A stream's name. */
    public String name(UUID id) {
        return names.apply(id);
    }

    /** What a stream of this kind tells of; empty for other streams. */
    public Optional<UUID> idOf(String stream) {
        if (!stream.startsWith(prefix)) {
            return Optional.empty();
        }
        try {
            UUID id = UUID.fromString(stream.substring(prefix.length()));
            return name(id).equals(stream) ? Optional.of(id) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}

package dev.releaseledger.query.entry;

import dev.releaseledger.events.flag.FlagEvent;
import dev.releaseledger.events.incident.IncidentEvent;
import dev.releaseledger.events.release.ReleaseEvent;
import java.util.UUID;
import java.util.function.Function;

/** What a stream tells of, by its name. */
public sealed interface StreamName {

    /** A release's stream. */
    record OfRelease(UUID id) implements StreamName {}

    /** An incident's stream. */
    record OfIncident(UUID id) implements StreamName {}

    /** A flag's stream. */
    record OfFlag(UUID id) implements StreamName {}

    /** Any other stream, and what is no stream of ours. */
    record OfOther() implements StreamName {}

    /** What the stream of this name tells of. */
    static StreamName of(String stream) {
        int begin = stream.indexOf('/') + 1;
        return switch (stream.substring(0, begin)) {
            case "release/" -> of(stream, begin, ReleaseEvent::stream, OfRelease::new);
            case "incident/" -> of(stream, begin, IncidentEvent::stream, OfIncident::new);
            case "flag/" -> of(stream, begin, FlagEvent::stream, OfFlag::new);
            default -> new OfOther();
        };
    }

    /** There is one way to write an id: what is written in another is no stream of ours. */
    private static StreamName of(
            String stream, int begin, Function<UUID, String> names, Function<UUID, StreamName> named) {
        try {
            UUID id = UUID.fromString(stream.substring(begin));
            return names.apply(id).equals(stream) ? named.apply(id) : new OfOther();
        } catch (IllegalArgumentException e) {
            return new OfOther();
        }
    }
}

package dev.releaseledger.query.flag.ofrep;

import dev.releaseledger.query.entry.FoldedStreams;
import dev.releaseledger.query.flag.FlagStream;
import dev.releaseledger.query.generation.NotReady;
import dev.releaseledger.query.release.AskedPast;
import dev.releaseledger.query.rest.AskedMoments;
import dev.releaseledger.query.rest.QueryParameters;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** As of when flags are asked for, and what they served then. */
@Component
final class PastFlags {
    /** What {@code asOf} is, for callers. */
    static final String AS_OF =
            AskedMoments.AS_OF + ": what the same context would have got then; it counts" + " as no evaluation";

    /** What {@code after} is, for callers. */
    static final String AFTER =
            "a position, as a command answers it: waits, at most 5 seconds, until what it says is served";

    /** What the {@code flagConfig} parameters are, for callers. */
    static final String ETAG = "etag of an event: waits, at most a second, until what it tells of is served";

    private static final Duration SHORTLY = Duration.ofSeconds(1);
    private static final int LONGEST = 200;

    private final AskedPast past;
    private final FoldedStreams<FlagStream> streams;
    private final FlagMemory memory;

    PastFlags(AskedPast past, FoldedStreams<FlagStream> streams, FlagMemory memory) {
        this.past = past;
        this.streams = streams;
        this.memory = memory;
    }

    /**
     * What is asked for.
     *
     * @param flags all flags as they are
     * @param then the moment that is asked about; null for now
     */
    record Asked(ServedFlags flags, AskedPast.@Nullable Then then) {}

    /** Reads the query, and waits for what it says to wait for. */
    Asked of(HttpServletRequest request) throws InterruptedException {
        if (request.getQueryString() == null) {
            return new Asked(memory.current(), null);
        }
        QueryParameters query = QueryParameters.of(request);
        Optional<Long> told = query.value("flagConfigEtag", "etag of an event of this service", PastFlags::position);
        Optional<String> unusedTime = query.value(
                "flagConfigLastModified", "lastModified of an event", text -> text.length() > LONGEST ? null : text);
        AskedPast.Then then = past.of(query);
        String after = request.getParameter("after");
        if (told.isPresent()) {
            // What the client has is no newer where this is in vain.
            boolean unused = memory.isUpTo(told.get(), SHORTLY);
        }
        if (after != null && !memory.isUpTo(Long.parseLong(after), SHORTLY)) {
            throw new NotReady("the flags are not read up to position " + after + " yet");
        }
        return new Asked(memory.current(), then.isNow() ? null : then);
    }

    private static @Nullable Long position(String etag) {
        String text = etag.replace("\"", "");
        try {
            return text.length() < 19 ? Long.valueOf(text) : null;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** The flag as it was at a moment; empty where it was not there yet. */
    Optional<ServedFlag> at(AskedPast.Then then, ServedFlag flag) {
        return streams.at(then.generation(), flag.id(), then.moment(), false)
                .flatMap(stream -> stream.flag().map(was -> ServedFlag.of(flag.id(), stream, was)));
    }
}

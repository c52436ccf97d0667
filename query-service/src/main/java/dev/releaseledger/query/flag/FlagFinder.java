package dev.releaseledger.query.flag;

import dev.releaseledger.events.access.Right;
import dev.releaseledger.events.flag.Flag;
import dev.releaseledger.query.entry.FoldedStreams;
import dev.releaseledger.query.generation.Generation;
import dev.releaseledger.query.release.AskedPast;
import dev.releaseledger.query.release.NotThere;
import dev.releaseledger.query.rest.Moment;
import dev.releaseledger.query.rest.ProblemException;
import dev.releaseledger.query.rest.QueryParameters;
import dev.releaseledger.query.security.Reader;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Finds the flag that a query asks for, as it is or as it was, by the parameters that queries of one release take too. Flags
 * are recorded live, so that the claimed time of an entry is when it was recorded.
 */
@Component
final class FlagFinder {
    static final NotThere NOT_THERE = new NotThere("flag", "definition");

    private final AskedPast past;
    private final FoldedStreams<FlagStream> streams;

    FlagFinder(AskedPast past, FoldedStreams<FlagStream> streams) {
        this.past = past;
        this.streams = streams;
    }

    /**
     * A flag that was found.
     *
     * @param isNow whether it was asked for as it is
     */
    record Found(UUID id, FlagStream stream, Flag flag, boolean isNow) {}

    /**
     * Finds a flag for somebody who may read it.
     *
     * @param id the flag's id as the path has it
     * @throws ProblemException when the parameters are faulty, there is no such flag, or the reader may not read it
     */
    Found find(String id, HttpServletRequest request, Reader reader) {
        UUID flagId = QueryParameters.id(id);
        AskedPast.Then then = past.of(QueryParameters.of(request));
        FlagStream stream = at(then.generation(), flagId, then.moment()).orElseThrow(NOT_THERE::problem);
        Flag flag = stream.flag().orElseThrow(() -> NOT_THERE.notUnderstood(reader, stream.doubt()));
        reader.require(Right.READ, flag.product());
        return new Found(flagId, stream, flag, then.isNow());
    }

    /** The flag at a moment; null for now. */
    Optional<FlagStream> at(Generation generation, UUID id, @Nullable Moment moment) {
        return streams.at(generation, id, moment, false);
    }
}

package dev.releaseledger.query.flag;

import dev.releaseledger.events.access.Right;
import dev.releaseledger.events.flag.Flag;
import dev.releaseledger.query.entry.EntryRow;
import dev.releaseledger.query.entry.FoldedStreams;
import dev.releaseledger.query.entry.ReadEntry;
import dev.releaseledger.query.generation.Generation;
import dev.releaseledger.query.release.history.HistoryWriter;
import dev.releaseledger.query.release.history.WantedEntries;
import dev.releaseledger.query.rest.QueryParameters;
import dev.releaseledger.query.security.Reader;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** A flag's entries, as they were recorded, each with the state that it led to where that is asked for. */
@RestController
@Tag(name = "flags")
class FlagHistoryEndpoint {
    private final FoldedStreams<FlagStream> streams;
    private final HistoryWriter writer;

    FlagHistoryEndpoint(FoldedStreams<FlagStream> streams, HistoryWriter writer) {
        this.streams = streams;
        this.writer = writer;
    }

    @GetMapping(path = "/v1/flags/{id}/history", produces = "application/json")
    @Operation(
            summary =
                    "A flag's entries in order: with states=true the state that each led to, with differences=true what it changed",
            parameters = {
                @Parameter(name = "after", description = WantedEntries.AFTER),
                @Parameter(name = "limit", description = WantedEntries.LIMIT),
                @Parameter(
                        name = "states",
                        description = "true: with each entry, how the flag stood after it (the view)"),
                @Parameter(name = "differences", description = HistoryWriter.DIFFERENCES),
                @Parameter(name = "to", description = HistoryWriter.TO),
                @Parameter(name = "clock", description = HistoryWriter.CLOCK)
            })
    void history(
            @PathVariable String id,
            HttpServletRequest request,
            HttpServletResponse response,
            @Parameter(hidden = true) Authentication who)
            throws IOException {
        UUID flagId = QueryParameters.id(id);
        HistoryWriter.Asked asked = writer.ask(QueryParameters.of(request));
        Generation generation = asked.generation();
        FlagStream now = streams.now(generation, flagId).orElseThrow(FlagFinder::notFound);
        authorise(Reader.of(who), now.flag());
        writer.write(response, asked, FlagStream.name(flagId), new HistoryWriter.Folding<FlagStream>() {
            @Override
            public FlagStream before(long position) {
                return streams.asOf(generation, flagId, position - 1).orElse(FlagStream.empty());
            }

            @Override
            public FlagStream and(FlagStream stream, EntryRow row) {
                return stream.and(row.position(), ReadEntry.of(row.bytes()), row.bytes().length);
            }

            @Override
            public @Nullable Object state(FlagStream stream) {
                return stream.flag()
                        .map(flag -> FlagView.of(flagId, stream, flag))
                        .orElse(null);
            }
        });
    }

    private static void authorise(Reader reader, Optional<Flag> flag) {
        if (flag.isPresent()) {
            reader.require(Right.READ, flag.get().product());
        } else if (!reader.mayEverywhere(Right.READ)) {
            throw FlagFinder.notFound();
        }
    }
}

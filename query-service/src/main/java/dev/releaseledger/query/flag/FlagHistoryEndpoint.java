package dev.releaseledger.query.flag;

import dev.releaseledger.events.flag.Flag;
import dev.releaseledger.query.entry.FoldedStreams;
import dev.releaseledger.query.release.history.HistoryWriter;
import dev.releaseledger.query.release.history.WantedEntries;
import dev.releaseledger.query.security.Reader;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** A flag's entries, as they were recorded, each with the state that it led to where that is asked for. */
@RestController
@Tag(name = "flags")
class FlagHistoryEndpoint {
    private final HistoryWriter writer;
    private final HistoryWriter.Subject<FlagStream> flags;

    FlagHistoryEndpoint(FoldedStreams<FlagStream> streams, HistoryWriter writer) {
        this.writer = writer;
        this.flags = new HistoryWriter.Subject<>(
                streams,
                stream -> stream.flag().map(Flag::product),
                (generation, id, stream) -> stream.flag().map(flag -> FlagView.of(id, stream, flag)),
                FlagFinder.NOT_THERE::problem);
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
        writer.write(id, request, response, Reader.of(who), flags);
    }
}

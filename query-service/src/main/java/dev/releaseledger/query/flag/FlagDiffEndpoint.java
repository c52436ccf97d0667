package dev.releaseledger.query.flag;

import dev.releaseledger.events.access.Right;
import dev.releaseledger.events.flag.Flag;
import dev.releaseledger.query.generation.Generation;
import dev.releaseledger.query.generation.Generations;
import dev.releaseledger.query.generation.Head;
import dev.releaseledger.query.release.history.StateDifference;
import dev.releaseledger.query.rest.AskedMoments;
import dev.releaseledger.query.rest.Moment;
import dev.releaseledger.query.rest.QueryParameters;
import dev.releaseledger.query.security.Reader;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What changed of a flag between two moments. */
@RestController
@Tag(name = "flags")
class FlagDiffEndpoint {
    private final Generations generations;
    private final AskedMoments moments;
    private final FlagFinder flags;
    private final JsonMapper json;

    FlagDiffEndpoint(Generations generations, AskedMoments moments, FlagFinder flags, JsonMapper json) {
        this.generations = generations;
        this.moments = moments;
        this.flags = flags;
        this.json = json;
    }

    /**
     * What changed.
     *
     * @param from the position of the flag's last entry at the first moment; null where it was not defined yet
     * @param to the position of its last entry at the second
     * @param differences what is not the same in its view
     */
    record FlagDiff(UUID id, String key, @Nullable Long from, long to, List<StateDifference> differences) {}

    @GetMapping("/v1/flags/{id}/diff")
    @Operation(
            summary =
                    "What changed of a flag between two moments: the path in its view, as a JSON Pointer, before and after",
            parameters = {
                @Parameter(
                        name = "from",
                        required = true,
                        description = AskedMoments.AS_OF + ": after that entry, or by that time"),
                @Parameter(name = "to", description = "the same, not before from; now where it is left out")
            })
    FlagDiff diff(@PathVariable String id, HttpServletRequest request, @Parameter(hidden = true) Authentication who) {
        UUID flagId = QueryParameters.id(id);
        QueryParameters query = QueryParameters.of(request);
        Optional<Moment> from = moments.past(query, "from");
        Optional<Moment> to = moments.past(query, "to");
        if (!query.has("from")) {
            query.fault("from", "missing", "a position, or a time such as 2026-01-31T12:00:00Z");
        }
        query.done();
        Head head = generations.head();
        requireProjected(query, "from", from, head);
        requireProjected(query, "to", to, head);
        query.done();
        Generation generation = head.generation();
        FlagStream after = flags.at(generation, flagId, to.orElse(null)).orElseThrow(FlagFinder.NOT_THERE::problem);
        Flag flag = after.flag().orElseThrow(FlagFinder.NOT_THERE::problem);
        Reader.of(who).require(Right.READ, flag.product());
        Optional<FlagStream> before = flags.at(generation, flagId, from.orElse(null));
        before.filter(stream -> stream.position() > after.position()).ifPresent(later -> {
            query.fault("to", "before from", "a moment that is not before from");
            query.done();
        });
        return new FlagDiff(
                flagId,
                flag.key(),
                before.map(FlagStream::position).orElse(null),
                after.position(),
                StateDifference.between(
                        before.map(stream -> view(flagId, stream)).orElse(null), view(flagId, after)));
    }

    private static void requireProjected(QueryParameters query, String name, Optional<Moment> moment, Head head) {
        if (moment.orElse(null) instanceof Moment.Position at && at.position() >= head.nextPosition()) {
            query.fault(name, "not projected yet", "a position below " + head.nextPosition());
        }
    }

    private @Nullable JsonNode view(UUID id, FlagStream stream) {
        return stream.flag()
                .<JsonNode>map(flag -> json.valueToTree(FlagView.of(id, stream, flag)))
                .orElse(null);
    }
}

package dev.releaseledger.query.flag;

import dev.releaseledger.query.rest.AskedMoments;
import dev.releaseledger.query.rest.PrivateAnswer;
import dev.releaseledger.query.security.Reader;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** One flag as it is, or as it was: the same fold, over all of its entries or over the first of them. */
@RestController
@Tag(name = "flags")
class FlagEndpoint {
    private final FlagFinder flags;

    FlagEndpoint(FlagFinder flags) {
        this.flags = flags;
    }

    @GetMapping("/v1/flags/{id}")
    @Operation(
            summary = "One flag with its targeting and rollout, as it is or as it was",
            parameters = {
                @Parameter(name = "asOf", description = AskedMoments.AS_OF + ": the flag as it was then"),
                @Parameter(name = "clock", description = "recorded (default) or claimed, which are the same for flags"),
                @Parameter(name = "after", description = AskedMoments.AFTER)
            })
    ResponseEntity<FlagView> flag(
            @PathVariable String id, HttpServletRequest request, @Parameter(hidden = true) Authentication who) {
        FlagFinder.Found found = flags.find(id, request, Reader.of(who));
        return PrivateAnswer.ofStream(found.stream().sequence(), found.isNow())
                .body(FlagView.of(found.id(), found.stream(), found.flag()));
    }
}

package dev.releaseledger.query.release.checklists;

import dev.releaseledger.events.release.checklist.ReleaseChecklist;
import dev.releaseledger.events.release.checklist.ReleaseDay;
import dev.releaseledger.query.release.ReleaseFinder;
import dev.releaseledger.query.rest.AskedMoments;
import dev.releaseledger.query.rest.PrivateAnswer;
import dev.releaseledger.query.security.Reader;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** A release's checklists, and what of them is open on its day. */
@RestController
@Tag(name = "releases")
class ChecklistsEndpoint {
    private final ReleaseFinder releases;

    ChecklistsEndpoint(ReleaseFinder releases) {
        this.releases = releases;
    }

    /**
     * A release's checklists.
     *
     * @param at the time that was asked about
     * @param incomplete whether an entry of the release could not be understood, so that something may be missing here
     * @param dayBeginsAt when its day begins or began: when its window opens or, without one, when it was first deployed to
     *     production; null while that is not known
     * @param onTheDay whether its day has begun at that time and the release has not ended
     */
    record Checklists(
            UUID id,
            String product,
            String version,
            int policyVersion,
            Instant at,
            long sequence,
            boolean incomplete,
            @Nullable Instant dayBeginsAt,
            boolean onTheDay,
            List<ReleaseChecklist> checklists) {}

    @GetMapping("/v1/releases/{id}/checklists")
    @Operation(
            summary = "A release's checklists: what is done, whose turn it is, and what is open on its day",
            description =
                    "Its day is from the opening of its window on, or from its first deployment to production where"
                            + " it has none, until it ends.",
            parameters = {
                @Parameter(name = "asOf", description = AskedMoments.AS_OF + ": as they were then"),
                @Parameter(name = "clock", description = AskedMoments.CLOCK),
                @Parameter(name = "after", description = AskedMoments.AFTER)
            })
    ResponseEntity<Checklists> checklists(
            @PathVariable String id, HttpServletRequest request, @Parameter(hidden = true) Authentication who) {
        ReleaseFinder.Found found = releases.find(id, request, Reader.of(who));
        ReleaseDay day = ReleaseDay.of(found.release(), found.policy(), found.at());
        List<ReleaseChecklist> checklists = ReleaseChecklist.of(found.release(), found.policy(), found.at());
        ResponseEntity.BodyBuilder answer = PrivateAnswer.ok();
        if (found.isNow()) {
            // Weak: the time differs each time. Without an entry that says so only the day begins, and evidence becomes
            // too old.
            answer.eTag("W/\"" + found.stream().sequence() + "-" + done(checklists) + (day.isOn() ? "-on-the-day" : "")
                    + "\"");
        }
        return answer.body(new Checklists(
                found.id(),
                found.release().plan().product(),
                found.release().plan().version(),
                found.release().plan().policyVersion(),
                found.at(),
                found.stream().sequence(),
                found.stream().incomplete(),
                day.beginsAt(),
                day.isOn(),
                checklists));
    }

    private static int done(List<ReleaseChecklist> checklists) {
        return checklists.stream().mapToInt(ReleaseChecklist::done).sum();
    }
}

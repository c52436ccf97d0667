package dev.releaseledger.query.release.announcements;

import dev.releaseledger.query.release.ReleaseFinder;
import dev.releaseledger.query.rest.AskedMoments;
import dev.releaseledger.query.rest.PrivateAnswer;
import dev.releaseledger.query.security.Reader;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** A release's announcements, as they are or as they were. */
@RestController
@Tag(name = "releases")
class AnnouncementsEndpoint {
    private final ReleaseFinder releases;

    AnnouncementsEndpoint(ReleaseFinder releases) {
        this.releases = releases;
    }

    /**
     * A release's announcements.
     *
     * @param incomplete whether an entry of the release could not be understood, so that something may be missing here
     */
    record View(UUID id, boolean incomplete, List<AnnouncementView> announcements) {}

    @GetMapping("/v1/releases/{id}/announcements")
    @Operation(
            summary = "A release's announcements: when they are due and what became of them",
            parameters = {
                @Parameter(name = "asOf", description = AskedMoments.AS_OF + ": as they were then"),
                @Parameter(name = "clock", description = AskedMoments.CLOCK),
                @Parameter(name = "after", description = AskedMoments.AFTER)
            })
    ResponseEntity<View> announcements(
            @PathVariable String id, HttpServletRequest request, @Parameter(hidden = true) Authentication who) {
        ReleaseFinder.Found found = releases.find(id, request, Reader.of(who));
        return PrivateAnswer.ofStream(found.stream().sequence(), found.isNow())
                .body(new View(
                        found.id(), found.stream().incomplete(), AnnouncementView.of(found.release(), found.policy())));
    }
}

package dev.releaseledger.query.release.announcements;

import dev.releaseledger.query.release.ReleaseFinder;
import dev.releaseledger.query.security.Reader;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.UUID;
import org.springframework.http.CacheControl;
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
                @Parameter(
                        name = "asOf",
                        description = "a position, or an RFC 3339 time that is not in the future: as they were then"),
                @Parameter(
                        name = "clock",
                        description = "with a time: recorded (default), when the ledger recorded it, or claimed, when"
                                + " backfilled history says that it happened"),
                @Parameter(
                        name = "after",
                        description =
                                "a position, as a command answers it: waits, at most 5 seconds, until it is projected")
            })
    ResponseEntity<View> announcements(
            @PathVariable String id, HttpServletRequest request, @Parameter(hidden = true) Authentication who) {
        ReleaseFinder.Found found = releases.find(id, request, Reader.of(who));
        ResponseEntity.BodyBuilder answer =
                ResponseEntity.ok().cacheControl(CacheControl.noCache().cachePrivate());
        if (found.isNow()) {
            answer.eTag("\"" + found.stream().sequence() + "\"");
        }
        return answer.body(new View(
                found.id(), found.stream().incomplete(), AnnouncementView.of(found.release(), found.policy())));
    }
}

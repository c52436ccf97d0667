package dev.releaseledger.command.announce;

import dev.releaseledger.command.automation.Deadline;
import dev.releaseledger.command.release.CurrentReleases;
import dev.releaseledger.events.release.Release;
import dev.releaseledger.events.release.announce.AnnouncementPlan;
import java.time.InstantSource;
import java.util.Optional;

/** Says that an announcement was missed once it is later than the policy allows. */
final class MissWhatIsOverdue implements Deadline {
    static final String NAME = "announcement-is-overdue";

    private final CurrentReleases releases;
    private final Announcer announcer;
    private final InstantSource clock;

    MissWhatIsOverdue(CurrentReleases releases, Announcer announcer, InstantSource clock) {
        this.releases = releases;
        this.announcer = announcer;
        this.clock = clock;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void passed(Due due) {
        Occasion occasion = Occasion.of(due);
        Release release = releases.of(due.stream()).orElse(null);
        if (release == null) {
            return;
        }
        AnnouncementPlan.of(release, releases.policyOf(release), occasion.announcementId())
                .ifPresent(planned -> {
                    if (planned.isOverdue(clock.instant())) {
                        announcer.missed(due.subjectId(), planned, occasion);
                    } else if (planned.overdueAt().equals(Optional.of(occasion.at()))) {
                        occasion.requirePassed(clock.instant());
                    }
                });
    }
}

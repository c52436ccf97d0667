package dev.releaseledger.command.announce;

import dev.releaseledger.command.announce.channel.Channel;
import dev.releaseledger.command.announce.channel.Channels;
import dev.releaseledger.command.automation.Deadline;
import dev.releaseledger.command.release.CurrentReleases;
import dev.releaseledger.events.release.AnnouncementUncertain;
import dev.releaseledger.events.release.Announcements.Course;
import dev.releaseledger.events.release.Announcements.Standing;
import dev.releaseledger.events.release.Release;
import dev.releaseledger.events.release.announce.Attempts;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * An attempt of which nothing was heard: whoever made it died, or lost the ledger. Perhaps it went out. It is sent again only by
 * a channel whose receivers know repeated deliveries; otherwise a person decides.
 */
final class WhenNothingIsHeardThenSaySo implements Deadline {
    static final String NAME = "announcement-has-no-outcome";

    private final CurrentReleases releases;
    private final Channels channels;
    private final Announcer announcer;
    private final InstantSource clock;

    WhenNothingIsHeardThenSaySo(CurrentReleases releases, Channels channels, Announcer announcer, InstantSource clock) {
        this.releases = releases;
        this.channels = channels;
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
        Course course = release.announcements().course(occasion.announcementId());
        if (course.standing() instanceof Standing.Started started
                && started.at().equals(occasion.at())) {
            boolean ignored = announcer.say(
                    due.subjectId(),
                    new AnnouncementUncertain(
                            occasion.announcementId(),
                            started.attempt(),
                            "the process that sent it ended before it could say what became of it",
                            retryAt(started, course)),
                    started.attempt() + "/unheard");
        }
    }

    private @Nullable Instant retryAt(Standing.Started started, Course course) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return channels.named(started.channel())
                .filter(Channel::deduplicates)
                .flatMap(channel -> Attempts.next(course, now, Duration.ZERO))
                .map(last -> now)
                .orElse(null);
    }
}

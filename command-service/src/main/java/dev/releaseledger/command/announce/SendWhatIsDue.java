package dev.releaseledger.command.announce;

import dev.releaseledger.command.announce.channel.Channel;
import dev.releaseledger.command.announce.channel.Channels;
import dev.releaseledger.command.announce.channel.Delivery;
import dev.releaseledger.command.announce.channel.Message;
import dev.releaseledger.command.automation.Deadline;
import dev.releaseledger.command.automation.Patience;
import dev.releaseledger.command.release.CurrentReleases;
import dev.releaseledger.events.release.AnnouncementStarted;
import dev.releaseledger.events.release.AnnouncementUncertain;
import dev.releaseledger.events.release.Announcements.Course;
import dev.releaseledger.events.release.Announcements.Perhaps;
import dev.releaseledger.events.release.Release;
import dev.releaseledger.events.release.announce.AnnouncementPlan;
import dev.releaseledger.events.release.announce.Attempts;
import dev.releaseledger.events.release.announce.PlannedAnnouncement;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends an announcement whose time has come. That an attempt begins is recorded first, and only whoever recorded it makes the
 * call: a process that dies after that has made at most one, and {@link WhenNothingIsHeardThenSaySo} tells of it. An
 * announcement whose channel or text is not configured here waits for a person.
 */
final class SendWhatIsDue implements Deadline {
    static final String NAME = "announcement-is-due";

    private static final Logger LOG = LoggerFactory.getLogger(SendWhatIsDue.class);

    private final CurrentReleases releases;
    private final Channels channels;
    private final Templates templates;
    private final Announcer announcer;
    private final InstantSource clock;
    private final URI releasePages;
    private final Patience patience;

    SendWhatIsDue(
            CurrentReleases releases,
            Channels channels,
            Templates templates,
            Announcer announcer,
            InstantSource clock,
            URI releasePages,
            Patience patience) {
        this.releases = releases;
        this.channels = channels;
        this.templates = templates;
        this.announcer = announcer;
        this.clock = clock;
        this.releasePages = releasePages;
        this.patience = patience;
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
        Optional<PlannedAnnouncement> planned =
                AnnouncementPlan.of(release, releases.policyOf(release), occasion.announcementId());
        // What is due at another time by now has a deadline of its own.
        planned.filter(each -> each.nextAt().equals(Optional.of(occasion.at())))
                .ifPresent(each -> dueNow(due.subjectId(), release, each, occasion));
    }

    private void dueNow(UUID releaseId, Release release, PlannedAnnouncement planned, Occasion occasion) {
        Instant now = clock.instant();
        occasion.requirePassed(now);
        if (planned.isOverdue(now)) {
            // The deadline for this may have passed for nothing, while the last attempt was still under way.
            announcer.missed(releaseId, planned, occasion);
        } else {
            send(releaseId, release, planned, occasion);
        }
    }

    private void send(UUID releaseId, Release release, PlannedAnnouncement planned, Occasion occasion) {
        Optional<Channel> channel = channels.named(planned.announcement().channel());
        Optional<AnnouncementText> text = templates
                .named(planned.announcement().template())
                .map(template -> AnnouncementText.of(template, release, releases.policyOf(release)));
        if (channel.isEmpty() || text.isEmpty()) {
            LOG.warn(
                    "{} of release {} waits for a person: its {} is not configured here",
                    occasion.announcementId(),
                    releaseId,
                    channel.isEmpty()
                            ? "channel " + planned.announcement().channel()
                            : "text " + planned.announcement().template());
            return;
        }
        Course course = planned.course();
        Optional<AnnouncementUncertain> leftToAPerson = otherThanPerhapsSent(
                occasion.announcementId(), course, text.get().digest());
        if (leftToAPerson.isPresent()) {
            boolean ignored = announcer.say(releaseId, leftToAPerson.get(), course.attempts() + "/other-text");
            return;
        }
        attempt(releaseId, course, channel.get(), text.get(), occasion);
    }

    /**
     * Receivers that have an earlier attempt drop what comes under the same delivery id, so another text would reach some of
     * them only, and the ledger would not know whom: that it is not sent again is to be recorded then.
     */
    static Optional<AnnouncementUncertain> otherThanPerhapsSent(String id, Course course, String digest) {
        Perhaps perhaps = course.perhaps();
        return perhaps == null || perhaps.textDigest().equals(digest)
                ? Optional.empty()
                : Optional.of(new AnnouncementUncertain(
                        id,
                        course.attempts(),
                        "nobody knows what became of attempt " + perhaps.attempt()
                                + ", and what is to be said has changed since",
                        null));
    }

    private void attempt(UUID releaseId, Course before, Channel channel, AnnouncementText text, Occasion occasion) {
        Instant began = clock.instant();
        int attempt = before.attempts() + 1;
        UUID deliveryId = Attempts.deliveryId(releaseId, occasion.announcementId(), before);
        AnnouncementStarted started =
                new AnnouncementStarted(occasion.announcementId(), channel.name(), text.digest(), attempt, deliveryId);
        if (announcer.say(releaseId, started, attempt + "/" + occasion.at())) {
            // An instance that stood still in between may have been given up: what it sends now could be sent by two.
            Delivery delivery = clock.instant().isAfter(patience.lastCall(began))
                    ? new Delivery.Failed("too little time was left to send it", null)
                    : deliver(channel, deliveryId, text, releaseId);
            Course course =
                    new Course(before.standing(), attempt, before.earlier(), before.requestedAt(), before.perhaps());
            announcer.insist(
                    releaseId,
                    AttemptOutcome.of(
                            occasion.announcementId(),
                            course,
                            delivery,
                            clock.instant().truncatedTo(ChronoUnit.MICROS),
                            channel.deduplicates()),
                    attempt + "/delivered",
                    patience.lastWord(began));
        }
    }

    private Delivery deliver(Channel channel, UUID deliveryId, AnnouncementText text, UUID releaseId) {
        Message message;
        try {
            message = new Message(
                    deliveryId, text.title(), text.text(), null, URI.create(releasePages + "/" + releaseId));
        } catch (IllegalArgumentException e) {
            return new Delivery.Refused("it cannot be sent: " + e.getMessage());
        }
        return channel.deliver(message);
    }
}

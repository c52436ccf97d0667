package dev.releaseledger.command.announce;

import dev.releaseledger.command.announce.channel.Channel;
import dev.releaseledger.command.announce.channel.Channels;
import dev.releaseledger.command.announce.channel.Delivery;
import dev.releaseledger.command.announce.channel.Message;
import dev.releaseledger.command.automation.Deadline;
import dev.releaseledger.events.release.AnnouncementEvent;
import dev.releaseledger.events.release.AnnouncementFailed;
import dev.releaseledger.events.release.AnnouncementSent;
import dev.releaseledger.events.release.AnnouncementStarted;
import dev.releaseledger.events.release.AnnouncementUncertain;
import dev.releaseledger.events.release.Announcements.Course;
import dev.releaseledger.events.release.Release;
import dev.releaseledger.events.release.announce.AnnouncementPlan;
import dev.releaseledger.events.release.announce.Attempts;
import dev.releaseledger.events.release.announce.PlannedAnnouncement;
import java.net.URI;
import java.time.Duration;
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

    private final AnnouncedReleases releases;
    private final Channels channels;
    private final Templates templates;
    private final Announcer announcer;
    private final InstantSource clock;
    private final URI releasePages;

    SendWhatIsDue(
            AnnouncedReleases releases,
            Channels channels,
            Templates templates,
            Announcer announcer,
            InstantSource clock,
            URI releasePages) {
        this.releases = releases;
        this.channels = channels;
        this.templates = templates;
        this.announcer = announcer;
        this.clock = clock;
        this.releasePages = releasePages;
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
        planned.filter(each -> each.nextAt().equals(Optional.of(occasion.at())) && each.isToBeSent(clock.instant()))
                .ifPresent(each -> send(AnnouncedReleases.idOf(due.stream()), release, each, occasion));
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
        int attempt = planned.course().attempts() + 1;
        UUID deliveryId = Attempts.deliveryId(releaseId, occasion.announcementId(), planned.course());
        AnnouncementStarted started = new AnnouncementStarted(
                occasion.announcementId(), channel.get().name(), text.get().digest(), attempt, deliveryId);
        if (announcer.say(releaseId, started, attempt + "/" + occasion.at())) {
            Delivery delivery = deliver(channel.get(), deliveryId, text.get(), releaseId);
            Course course = new Course(
                    planned.course().standing(),
                    attempt,
                    planned.course().earlier(),
                    planned.course().requestedAt());
            announcer.insist(releaseId, outcome(started, delivery, course, channel.get()), attempt + "/delivered");
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

    private AnnouncementEvent outcome(AnnouncementStarted started, Delivery delivery, Course course, Channel channel) {
        String id = started.announcementId();
        int attempt = started.attempt();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return switch (delivery) {
            case Delivery.Sent sent -> new AnnouncementSent(id, attempt, false, sent.receipt(), null, null);
            case Delivery.Failed failed ->
                new AnnouncementFailed(
                        id,
                        attempt,
                        failed.reason(),
                        Attempts.next(course, now, failed.retryAfter() == null ? Duration.ZERO : failed.retryAfter())
                                .orElse(null));
            case Delivery.Refused refused -> new AnnouncementFailed(id, attempt, refused.reason(), null);
            case Delivery.Uncertain uncertain ->
                new AnnouncementUncertain(
                        id,
                        attempt,
                        uncertain.reason(),
                        channel.deduplicates()
                                ? Attempts.next(course, now, Duration.ZERO).orElse(null)
                                : null);
        };
    }
}

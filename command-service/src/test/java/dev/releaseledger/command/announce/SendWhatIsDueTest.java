package dev.releaseledger.command.announce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.releaseledger.command.announce.channel.Channel;
import dev.releaseledger.command.announce.channel.Channels;
import dev.releaseledger.command.announce.channel.Delivery;
import dev.releaseledger.command.announce.channel.Message;
import dev.releaseledger.command.append.Answer;
import dev.releaseledger.command.automation.Insistence;
import dev.releaseledger.command.automation.Patience;
import dev.releaseledger.command.problem.Problem;
import dev.releaseledger.command.problem.RequestRejected;
import dev.releaseledger.command.release.CurrentReleases;
import dev.releaseledger.command.release.announce.TellOfAnnouncement;
import dev.releaseledger.events.envelope.Attribution;
import dev.releaseledger.events.policy.Policies;
import dev.releaseledger.events.policy.PolicyBook;
import dev.releaseledger.events.policy.ReleasePolicy;
import dev.releaseledger.events.release.AnnouncementEvent;
import dev.releaseledger.events.release.AnnouncementFailed;
import dev.releaseledger.events.release.AnnouncementMissed;
import dev.releaseledger.events.release.AnnouncementSent;
import dev.releaseledger.events.release.AnnouncementStarted;
import dev.releaseledger.events.release.AnnouncementUncertain;
import dev.releaseledger.events.release.ItemTicked;
import dev.releaseledger.events.release.PolicyRepinned;
import dev.releaseledger.events.release.Release;
import dev.releaseledger.events.release.ReleaseEvent;
import dev.releaseledger.events.release.ReleaseRescheduled;
import dev.releaseledger.events.release.Window;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.axonframework.messaging.annotation.AnnotatedHandlerInspector;
import org.junit.jupiter.api.Test;

/** Deadlines of announcements that pass, against a release and a channel of the test's own. */
class SendWhatIsDueTest {
    private static final String WEEK_BEFORE = "week-before";
    private static final UUID ID = new UUID(1, 1);
    private static final String STREAM = "release/" + ID;
    private static final Duration DAYS = Duration.ofDays(30);

    private final List<AnnouncementEvent> said = new ArrayList<>();
    private final List<Message> delivered = new ArrayList<>();
    private Instant now = Instant.EPOCH;
    private Duration toRecord = Duration.ZERO;
    private Release release = SampleRelease.full();

    private final CurrentReleases releases = new CurrentReleases(stream -> release, new OneBook());
    private final Announcer announcer = new Announcer(
            (command, occasion, reaction) -> {
                AnnouncementEvent event = ((TellOfAnnouncement) command).event();
                said.add(event);
                release = after(event);
                now = now.plus(toRecord);
                return new Answer(200, Map.of(), new byte[0]);
            },
            new Insistence(() -> now, pause -> now = now.plus(pause)));

    private final SendWhatIsDue send = sending(announcer);

    private SendWhatIsDue sending(Announcer announcer) {
        return new SendWhatIsDue(
                releases,
                new Channels(List.of(new Repeating())),
                Templates.with(null, new ArrayList<>()),
                announcer,
                () -> now,
                URI.create("https://releases.example.com/v1/releases"),
                new Patience(Duration.ofMinutes(2), Duration.ofSeconds(30)));
    }

    private Release after(ReleaseEvent event) {
        return release.evolve(event, new Attribution(ID, Set.of(), now, null));
    }

    private void passes(Instant at) {
        send.passed(new Occasion(WEEK_BEFORE, at).of(STREAM));
    }

    /** The first attempt may have gone out, with the text that the release has now. */
    private void perhapsSent() {
        passes(Instant.EPOCH);
        AnnouncementStarted started = (AnnouncementStarted) said.getFirst();
        release = SampleRelease.full();
        release = after(started);
        release = after(new AnnouncementUncertain(WEEK_BEFORE, 1, "no answer", now));
        said.clear();
        delivered.clear();
    }

    @Test
    void givenItIsDue_itIsStarted_delivered_andSent() {
        passes(Instant.EPOCH);

        assertThat(said).hasSize(2);
        assertThat(said.getFirst()).isInstanceOf(AnnouncementStarted.class);
        assertThat(said.getLast()).isInstanceOf(AnnouncementSent.class);
        assertThat(delivered).hasSize(1);
    }

    @Test
    void givenThatTheReleaseWentOnSinceItWasLookedAt_nothingIsSent() {
        Announcer overtaken = new Announcer(
                (command, occasion, reaction) -> {
                    throw new RequestRejected(Problem.of(412, "stale", "Stale", "it stands elsewhere"));
                },
                new Insistence(() -> now, pause -> {}));

        sending(overtaken).passed(new Occasion(WEEK_BEFORE, Instant.EPOCH).of(STREAM));

        assertThat(delivered).isEmpty();
    }

    @Test
    void givenAnInstanceThatStoodStillAfterTheStart_nothingIsSent_andThatIsRecorded() {
        toRecord = Duration.ofMinutes(3);

        passes(Instant.EPOCH);

        assertThat(delivered).isEmpty();
        assertThat(said.getLast())
                .isInstanceOfSatisfying(
                        AnnouncementFailed.class,
                        failed -> assertThat(failed.retryAt()).isNotNull());
    }

    @Test
    void givenADeadlineThatPassesTooEarly_itFails_soThatItPassesAgain() {
        now = Instant.EPOCH.minusMillis(1);

        assertThatThrownBy(() -> passes(Instant.EPOCH)).isInstanceOf(IllegalStateException.class);
        assertThat(said).isEmpty();

        now = Instant.EPOCH;
        passes(Instant.EPOCH);
        assertThat(delivered).hasSize(1);
    }

    @Test
    void givenAMissThatPassesTooEarly_itFails_soThatItPassesAgain() {
        MissWhatIsOverdue miss = new MissWhatIsOverdue(releases, announcer, () -> now);
        Instant overdue = Instant.EPOCH.plus(Duration.ofDays(1));
        now = overdue.minusMillis(1);

        assertThatThrownBy(() -> miss.passed(new Occasion(WEEK_BEFORE, overdue).of(STREAM)))
                .isInstanceOf(IllegalStateException.class);
        assertThat(said).isEmpty();
    }

    @Test
    void givenADeadlineOfAnotherTime_itPassesForNothing() {
        passes(Instant.EPOCH.plusSeconds(1));

        assertThat(said).isEmpty();
    }

    @Test
    void givenItIsOverdueWhenItIsToBeTriedAgain_itIsMissed() {
        Instant again = Instant.EPOCH.plus(DAYS);
        release = after(new AnnouncementFailed(WEEK_BEFORE, 1, "connection refused", again));
        now = again;

        passes(again);

        assertThat(said).containsExactly(new AnnouncementMissed(WEEK_BEFORE, Instant.EPOCH));
        assertThat(delivered).isEmpty();
    }

    @Test
    void givenAnUncertainAttempt_theSameTextIsSentAgain() {
        perhapsSent();

        passes(now);

        assertThat(delivered).hasSize(1);
        assertThat(said.getLast()).isInstanceOf(AnnouncementSent.class);
    }

    @Test
    void givenAnUncertainAttempt_anotherTextIsNotSentUnderItsId_butLeftToAPerson() {
        perhapsSent();
        Instant opens = now.plus(DAYS);
        release = after(new ReleaseRescheduled(new Window(opens, opens.plusSeconds(60)), "moved"));

        passes(now);

        assertThat(delivered).isEmpty();
        assertThat(said).singleElement().isInstanceOfSatisfying(AnnouncementUncertain.class, uncertain -> {
            assertThat(uncertain.attempt()).isEqualTo(1);
            assertThat(uncertain.retryAt()).isNull();
        });
    }

    @Test
    void givenAnotherPolicy_itsDeadlinesAreSet() {
        assertThat(followed(PolicyRepinned.class)).isTrue();
    }

    @Test
    void givenWhatMakesNothingDue_itIsPassedOver() {
        assertThat(followed(ItemTicked.class)).isFalse();
    }

    private static boolean followed(Class<? extends ReleaseEvent> event) {
        return AnnotatedHandlerInspector.inspectType(WhenAnnouncementIsDueThenSendIt.class)
                .getHandlers(WhenAnnouncementIsDueThenSendIt.class)
                .anyMatch(handler -> handler.canHandleType(event));
    }

    /** The default policy, whatever is asked for. */
    private static final class OneBook implements Policies {
        @Override
        public ReleasePolicy pinned(String product, int version) {
            return PolicyBook.defaultPolicy();
        }

        @Override
        public Current current(String product) {
            return new Current(PolicyBook.defaultPolicy(), -1);
        }
    }

    /** Takes everything, and knows repeated deliveries. */
    private final class Repeating implements Channel {
        @Override
        public String name() {
            return "team";
        }

        @Override
        public Delivery deliver(Message message) {
            delivered.add(message);
            return new Delivery.Sent("204");
        }

        @Override
        public boolean deduplicates() {
            return true;
        }
    }
}

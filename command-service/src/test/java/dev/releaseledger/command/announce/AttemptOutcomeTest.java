package dev.releaseledger.command.announce;

import static org.assertj.core.api.Assertions.assertThat;

import dev.releaseledger.command.announce.channel.Delivery;
import dev.releaseledger.events.release.AnnouncementFailed;
import dev.releaseledger.events.release.AnnouncementUncertain;
import dev.releaseledger.events.release.Announcements.Course;
import dev.releaseledger.events.release.Announcements.Perhaps;
import dev.releaseledger.events.release.Announcements.Standing;
import dev.releaseledger.events.release.AttemptEndedEvent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is recorded of a delivery. */
class AttemptOutcomeTest {
    private static final Instant ENDED = Instant.parse("2026-03-02T08:00:00Z");
    private static final Perhaps PERHAPS = new Perhaps(1, "digest");

    private static AttemptEndedEvent ended(int attempts, @Nullable Perhaps perhaps, Delivery delivery) {
        return AttemptOutcome.of(
                "week-before", new Course(new Standing.Planned(), attempts, 0, null, perhaps), delivery, ENDED, true);
    }

    @Test
    void givenAnEarlierUncertainAttempt_aLastFailureIsLeftToAPerson() {
        assertThat(ended(5, PERHAPS, new Delivery.Failed("connection refused", null)))
                .isEqualTo(new AnnouncementUncertain(
                        "week-before",
                        5,
                        "nobody knows what became of attempt 1; this one failed: connection refused",
                        null));
        assertThat(ended(2, PERHAPS, new Delivery.Refused("gone"))).isInstanceOf(AnnouncementUncertain.class);
    }

    @Test
    void givenAnEarlierUncertainAttempt_aFailureThatIsTriedAgainIsAFailure() {
        assertThat(ended(2, PERHAPS, new Delivery.Failed("connection refused", null)))
                .isEqualTo(new AnnouncementFailed("week-before", 2, "connection refused", ENDED.plusSeconds(300)));
    }

    @Test
    void givenNoUncertainAttempt_aLastFailureIsOneForGood() {
        assertThat(ended(5, null, new Delivery.Failed("connection refused", null)))
                .isEqualTo(new AnnouncementFailed("week-before", 5, "connection refused", null));
    }
}

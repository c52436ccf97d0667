package dev.releaseledger.events.release.checklist;

import static dev.releaseledger.events.release.Person.ROSA;
import static dev.releaseledger.events.release.ReleaseStory.BEGINNING;
import static dev.releaseledger.events.release.ReleaseStory.approvedUpTo;
import static dev.releaseledger.events.release.ReleaseStory.backfilled;
import static dev.releaseledger.events.release.ReleaseStory.inProduction;
import static dev.releaseledger.events.release.ReleaseStory.planned;
import static org.assertj.core.api.Assertions.assertThat;

import dev.releaseledger.events.policy.PolicyBook;
import dev.releaseledger.events.release.ReleaseCancelled;
import dev.releaseledger.events.release.ReleaseCompleted;
import dev.releaseledger.events.release.ReleaseRescheduled;
import dev.releaseledger.events.release.ReleaseStory;
import dev.releaseledger.events.release.Stage;
import dev.releaseledger.events.release.Window;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** When the day of a release is. */
class ReleaseDayTest {
    private static final Instant OPENS = BEGINNING.plus(Duration.ofDays(3));
    private static final Instant CLOSES = OPENS.plus(Duration.ofHours(2));

    @Test
    void givenAWindow_theDayBeginsWhenItOpens_toTheInstant() {
        ReleaseStory story = withWindow();

        assertThat(day(story, OPENS.minusNanos(1))).isEqualTo(new ReleaseDay(OPENS, false));
        assertThat(day(story, OPENS)).isEqualTo(new ReleaseDay(OPENS, true));
    }

    @Test
    void givenAWindowThatHasClosed_theDayGoesOnUntilTheReleaseEnds() {
        ReleaseStory story = withWindow();

        assertThat(day(story, CLOSES.plus(Duration.ofDays(2))).isOn()).isTrue();
        story.told(ROSA, new ReleaseCancelled("Never mind"));
        assertThat(day(story, CLOSES.plus(Duration.ofDays(2))).isOn()).isFalse();
    }

    @Test
    void givenNoWindow_theDayBeginsWithTheFirstDeploymentToProduction() {
        ReleaseStory before = approvedUpTo(Stage.PRODUCTION);
        ReleaseStory after = inProduction();
        Instant deployed =
                after.release().newestDeployment("production").orElseThrow().startedAt();

        assertThat(day(before, before.now())).isEqualTo(new ReleaseDay(null, false));
        assertThat(day(after, after.now())).isEqualTo(new ReleaseDay(deployed, true));
        assertThat(day(after.rolledBack(), after.now())).isEqualTo(new ReleaseDay(deployed, true));
    }

    @Test
    void givenACompletedRelease_itsDayIsOver() {
        ReleaseStory story = approvedUpTo(Stage.POST_RELEASE)
                .ticked(PolicyBook.defaultPolicy().items())
                .told(ROSA, new ReleaseCompleted(null));

        assertThat(day(story, story.now()).isOn()).isFalse();
    }

    @Test
    void givenAReleaseThatWasRecordedAfterTheFact_itHasNoDay() {
        ReleaseStory story = backfilled();

        assertThat(day(story, story.now())).isEqualTo(new ReleaseDay(null, false));
    }

    private static ReleaseStory withWindow() {
        return planned().told(ROSA, new ReleaseRescheduled(new Window(OPENS, CLOSES), "When it is quiet"));
    }

    private static ReleaseDay day(ReleaseStory story, Instant at) {
        return ReleaseDay.of(story.release(), PolicyBook.defaultPolicy(), at);
    }
}

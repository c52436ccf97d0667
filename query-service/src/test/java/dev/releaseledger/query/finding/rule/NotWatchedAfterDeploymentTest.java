package dev.releaseledger.query.finding.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.releaseledger.events.release.ReleaseKind;
import dev.releaseledger.events.release.RollbackKind;
import dev.releaseledger.events.release.RollbackReason;
import dev.releaseledger.events.release.RollbackTriggered;
import dev.releaseledger.events.release.RollbackWithdrawn;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

class NotWatchedAfterDeploymentTest {
    private static final Duration WATCH = Duration.ofMinutes(15);
    private static final Instant VERIFIED = Story.BEGINNING;
    private final ReleaseRule rule = new NotWatchedAfterDeployment();

    private static Story verified() {
        return Story.planned(ReleaseKind.STANDARD).started().verified();
    }

    @Test
    void finds_aWatchThatPassedWithNoReport_betweenTheVerificationAndThen() {
        Verdict verdict =
                verified().after(Duration.ofMinutes(16)).watchPassed(VERIFIED).foundBy(rule);
        assertThat(verdict.missing()).isEqualTo(new Absence(20, 30));
        assertThat(verdict.since()).isEqualTo(new Place(30, VERIFIED.plus(Duration.ofMinutes(16))));
    }

    @Test
    void finds_reportsThatStopBeforeTheWatchIsOver_untilALateOneIsRecorded() {
        Story story = verified()
                .after(Duration.ofMinutes(16))
                .measuredUpTo(VERIFIED.plus(WATCH).minusMillis(1))
                .watchPassed(VERIFIED);
        assertThat(story.foundBy(rule).until()).isNull();
        story.measuredUpTo(VERIFIED.plus(WATCH));
        assertThat(story.foundBy(rule).until()).isEqualTo(new Place(50, story.now()));
    }

    @Test
    void finds_aReleaseThatWasCompletedUnwatched_asBackfilledHistoryTells() {
        Verdict verdict = Story.backfilled(ReleaseKind.STANDARD)
                .started()
                .verified()
                .completed()
                .foundBy(rule);
        assertThat(verdict.since()).isEqualTo(new Place(30, Story.BEGINNING));
    }

    @Test
    void lets_aDeploymentThatWasWatchedToTheEnd() {
        assertThat(verified()
                        .after(WATCH)
                        .measuredUpTo(VERIFIED.plus(WATCH))
                        .watchPassed(VERIFIED)
                        .judgedBy(rule))
                .isEmpty();
    }

    @Test
    void lets_aWatchThatGoesOn_andADeploymentThatIsTakenBack() {
        assertThat(verified().after(Duration.ofDays(1)).judgedBy(rule)).isEmpty();
        assertThat(verified()
                        .said(new RollbackTriggered(
                                Story.ROLLBACK,
                                Story.DEPLOYMENT,
                                RollbackReason.CRITICAL_BUG,
                                Set.of(RollbackKind.CODE),
                                null,
                                "it fails"))
                        .completed()
                        .judgedBy(rule))
                .isEmpty();
    }

    private static RollbackTriggered triggered() {
        return new RollbackTriggered(
                Story.ROLLBACK,
                Story.DEPLOYMENT,
                RollbackReason.CRITICAL_BUG,
                Set.of(RollbackKind.CODE),
                null,
                "it fails");
    }

    @Test
    void finds_aDeploymentWhoseRollbackWasWithdrawnInTime() {
        RollbackWithdrawn withdrawn = new RollbackWithdrawn(Story.ROLLBACK, "A false alarm");
        assertThat(verified().said(triggered()).said(withdrawn).completed().judgedBy(rule))
                .hasSize(1);
        assertThat(verified()
                        .said(triggered())
                        .watchPassed(VERIFIED)
                        .said(withdrawn)
                        .judgedBy(rule))
                .isEmpty();
    }

    @Test
    void aReportChangesAVerdictOnlyWhereItIsTheFirstToReachTheEndOfAWatchThatIsOver() {
        Story story = verified();
        assertThat(story.mayDiffer()).isTrue();
        assertThat(story.measuredUpTo(VERIFIED.plusSeconds(15)).mayDiffer()).isFalse();
        assertThat(story.watchPassed(VERIFIED).mayDiffer()).isTrue();
        assertThat(story.measuredUpTo(VERIFIED.plusSeconds(30)).mayDiffer()).isFalse();
        assertThat(story.measuredUpTo(VERIFIED.plus(WATCH)).mayDiffer()).isTrue();
        assertThat(story.measuredUpTo(VERIFIED.plus(WATCH).plusSeconds(15)).mayDiffer())
                .isFalse();
        assertThat(verified()
                        .measuredUpTo(VERIFIED.plus(WATCH))
                        .watchPassed(VERIFIED)
                        .measuredUpTo(VERIFIED.plus(WATCH).plusSeconds(15))
                        .mayDiffer())
                .isFalse();
    }

    @Test
    void nothingChangesAVerdictBeforeOneCanBegin() {
        Story planned = Story.planned(ReleaseKind.STANDARD);
        assertThat(planned.mayDiffer()).isFalse();
        assertThat(planned.started().mayDiffer()).isTrue();
    }
}

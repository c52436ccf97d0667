package dev.releaseledger.query.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.releaseledger.events.access.Role;
import dev.releaseledger.events.envelope.Attribution;
import dev.releaseledger.events.release.DeploymentAdvanced;
import dev.releaseledger.events.release.DeploymentFailed;
import dev.releaseledger.events.release.DeploymentStarted;
import dev.releaseledger.events.release.DeploymentVerified;
import dev.releaseledger.events.release.ReleaseEvent;
import dev.releaseledger.events.release.ReleaseKind;
import dev.releaseledger.events.release.ReleasePlanned;
import dev.releaseledger.events.release.RollbackAuthorised;
import dev.releaseledger.events.release.RollbackFailed;
import dev.releaseledger.events.release.RollbackKind;
import dev.releaseledger.events.release.RollbackReason;
import dev.releaseledger.events.release.RollbackStarted;
import dev.releaseledger.events.release.RollbackStepDone;
import dev.releaseledger.events.release.RollbackTriggered;
import dev.releaseledger.events.release.RollbackVerified;
import dev.releaseledger.events.release.RollbackWithdrawn;
import dev.releaseledger.events.release.Strategy;
import dev.releaseledger.query.entry.ReadEntry;
import dev.releaseledger.query.release.DeploymentOutcome.Cause;
import dev.releaseledger.query.release.DeploymentOutcome.Mark;
import dev.releaseledger.query.testing.TestLedger;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a deployment came to. Entries are at positions 0, 10, 20, … and recorded that many seconds after the first. */
class DeploymentOutcomeTest {
    private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");
    private static final UUID RELEASE = new UUID(0, 1);
    private static final UUID DEPLOYMENT = new UUID(0, 2);
    private static final UUID ROLLBACK = new UUID(0, 3);

    private static final ReleaseEvent PLANNED = new ReleasePlanned(
            "p", "1", "t", ReleaseKind.STANDARD, Strategy.CANARY, null, TestLedger.PLANNER, null, null, 1);
    private static final ReleaseEvent STARTED = new DeploymentStarted(DEPLOYMENT, "production", Strategy.CANARY, null);
    private static final ReleaseEvent VERIFIED = new DeploymentVerified(DEPLOYMENT, "smoke", null, null, null);
    private static final ReleaseEvent FAILED = new DeploymentFailed(DEPLOYMENT, "smoke", null, null, null);
    private static final ReleaseEvent TRIGGERED = triggered(ROLLBACK);
    private static final ReleaseEvent ROLLBACK_STARTED = new RollbackStarted(ROLLBACK, DEPLOYMENT, null);
    private static final ReleaseEvent ROLLED_BACK =
            new RollbackStepDone(ROLLBACK, RollbackKind.CODE, "pipeline", null, Set.of(), null, null, null);
    private static final ReleaseEvent BACK = new RollbackVerified(ROLLBACK, DEPLOYMENT, new UUID(0, 4), null);

    private static ReleaseEvent triggered(UUID rollback) {
        return new RollbackTriggered(
                rollback, DEPLOYMENT, RollbackReason.CRITICAL_BUG, Set.of(RollbackKind.CODE), null, "it hurts");
    }

    private static DeploymentOutcome after(ReleaseEvent... events) {
        return after(null, events);
    }

    private static DeploymentOutcome after(@Nullable Instant claimed, ReleaseEvent... events) {
        ReleaseStream stream = ReleaseStream.KIND.empty();
        int sequence = 0;
        for (ReleaseEvent event : events) {
            long position = sequence * 10L;
            Attribution by = new Attribution(TestLedger.PLANNER, Set.of(Role.CI), FIRST, claimed);
            byte[] bytes = TestLedger.sealed(
                    ReleaseStream.name(RELEASE), event, by, position, sequence++, FIRST.plusSeconds(position));
            stream = stream.and(position, ReadEntry.of(bytes), bytes.length);
        }
        assertThat(stream.doubt()).isNull();
        return DeploymentOutcome.of(Objects.requireNonNull(stream.courses().get(DEPLOYMENT)), stream.rollbacks());
    }

    private static Mark mark(long position) {
        return new Mark(position, FIRST.plusSeconds(position), FIRST.plusSeconds(position));
    }

    @Test
    void underWay_itHasOnlyBegun() {
        DeploymentOutcome outcome = after(PLANNED, STARTED, new DeploymentAdvanced(DEPLOYMENT, 50));
        assertThat(outcome).isEqualTo(new DeploymentOutcome(mark(10), null, null, null, null));
    }

    @Test
    void verified_itHasEndedWell() {
        DeploymentOutcome outcome = after(PLANNED, STARTED, new DeploymentAdvanced(DEPLOYMENT, 100), VERIFIED);
        assertThat(outcome).isEqualTo(new DeploymentOutcome(mark(10), mark(30), mark(30), null, null));
    }

    @Test
    void foundFailing_itFailsSinceThen() {
        DeploymentOutcome outcome = after(PLANNED, STARTED, FAILED);
        assertThat(outcome.ended()).isEqualTo(mark(20));
        assertThat(outcome.failed()).isEqualTo(new DeploymentOutcome.Failure(Cause.FOUND_FAILING, mark(20)));
    }

    @Test
    void takenBack_itFailsSinceTheRollbackCameUp_andEndsWhenThatIsStarted() {
        DeploymentOutcome outcome = after(PLANNED, STARTED, TRIGGERED, ROLLBACK_STARTED, ROLLED_BACK, BACK);
        assertThat(outcome.verified()).isNull();
        assertThat(outcome.ended()).isEqualTo(mark(30));
        assertThat(outcome.failed()).isEqualTo(new DeploymentOutcome.Failure(Cause.TAKEN_BACK, mark(20)));
        assertThat(outcome.back()).isEqualTo(mark(50));
    }

    @Test
    void takenBackAfterItWasVerified_itEndedWithThat_andFailedLater() {
        DeploymentOutcome outcome = after(PLANNED, STARTED, VERIFIED, TRIGGERED, ROLLBACK_STARTED);
        assertThat(outcome.ended()).isEqualTo(mark(20));
        assertThat(outcome.failed()).isEqualTo(new DeploymentOutcome.Failure(Cause.TAKEN_BACK, mark(30)));
        assertThat(outcome.back()).isNull();
    }

    @Test
    void aRollbackThatWaitsOrIsWithdrawn_isNoFailure() {
        assertThat(after(PLANNED, STARTED, VERIFIED, TRIGGERED).failed()).isNull();
        assertThat(after(PLANNED, STARTED, VERIFIED, TRIGGERED, new RollbackWithdrawn(ROLLBACK, "a mistake"))
                        .failed())
                .isNull();
    }

    @Test
    void aSecondRollbackBringsBackWhatTheFirstDidNot() {
        UUID second = new UUID(0, 5);
        DeploymentOutcome outcome = after(
                PLANNED,
                STARTED,
                VERIFIED,
                TRIGGERED,
                ROLLBACK_STARTED,
                new RollbackFailed(ROLLBACK, DEPLOYMENT, null, "it does not work"),
                triggered(second),
                new RollbackAuthorised(second, DEPLOYMENT));
        assertThat(outcome.failed()).isEqualTo(new DeploymentOutcome.Failure(Cause.TAKEN_BACK, mark(30)));
        assertThat(outcome.back()).isEqualTo(mark(70));
    }

    @Test
    void whatIsClaimedOfThePast_keepsBothTimes() {
        Instant longAgo = Instant.parse("2019-03-01T10:00:00Z");
        DeploymentOutcome outcome = after(longAgo, PLANNED, STARTED, VERIFIED);
        assertThat(outcome.verified()).isEqualTo(new Mark(20, longAgo, FIRST.plusSeconds(20)));
    }
}

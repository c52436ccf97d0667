package dev.releaseledger.command.execute;

import static org.assertj.core.api.Assertions.assertThat;

import dev.releaseledger.events.release.Rollback;
import dev.releaseledger.events.release.RollbackEvent;
import dev.releaseledger.events.release.RollbackExecutionAccepted;
import dev.releaseledger.events.release.RollbackExecutionFailed;
import dev.releaseledger.events.release.RollbackExecutionUncertain;
import dev.releaseledger.events.release.RollbackKind;
import dev.releaseledger.events.release.RollbackReason;
import dev.releaseledger.events.release.RollbackStepDone;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is recorded of an attempt, by what is known of it. */
class ExecutionRecordTest {
    private static final UUID ID = new UUID(0, 1);
    private static final Instant ENDED = Instant.parse("2026-03-02T08:00:00Z");
    private static final String DIGEST = "sha256:" + "ab".repeat(32);
    private static final Rollback.Demand DEMAND = new Rollback.Demand(
            ID,
            ID,
            RollbackReason.CRITICAL_BUG,
            Set.of(RollbackKind.values()),
            "1.0.0",
            "Nobody can pay",
            null,
            ID,
            ENDED);

    private static RollbackEvent recorded(
            RollbackKind kind, int attempt, boolean perhapsBegun, ExecutionOutcome outcome) {
        return ExecutionRecord.of(
                DEMAND,
                kind,
                new Rollback.Execution(
                        attempt, perhapsBegun, new Rollback.Execution.Standing.Started(ID, ENDED.minusSeconds(1))),
                outcome,
                ENDED,
                "deploy.example");
    }

    private static RollbackEvent recorded(int attempt, boolean perhapsBegun, ExecutionOutcome outcome) {
        return recorded(RollbackKind.CODE, attempt, perhapsBegun, outcome);
    }

    @Test
    void codeThatIsBack_isAStepWithItsVersion() {
        assertThat(recorded(1, false, new ExecutionOutcome.Done("2 instances", "https://ci.example/7", DIGEST)))
                .isEqualTo(new RollbackStepDone(
                        ID,
                        RollbackKind.CODE,
                        "deploy.example",
                        "1.0.0",
                        Set.of(),
                        "https://ci.example/7",
                        DIGEST,
                        "2 instances"));
    }

    @Test
    void dataIsAStepOnlyWithTheScript_andFlagsOnlyByName_otherwiseTheEvidenceIsToFollow() {
        ExecutionOutcome proven = new ExecutionOutcome.Done("s", "https://scripts.example/7", DIGEST);
        ExecutionOutcome unproven = new ExecutionOutcome.Done("s", "https://scripts.example/7", null);

        assertThat(recorded(RollbackKind.DATA, 1, false, proven)).isInstanceOf(RollbackStepDone.class);
        assertThat(recorded(RollbackKind.DATA, 1, false, unproven))
                .isEqualTo(new RollbackExecutionAccepted(ID, RollbackKind.DATA, 1));
        assertThat(recorded(RollbackKind.FLAG, 2, false, proven))
                .isEqualTo(new RollbackExecutionAccepted(ID, RollbackKind.FLAG, 2));
        assertThat(recorded(RollbackKind.FLAG, 2, false, new ExecutionOutcome.Done("s", Set.of("pay-later"))))
                .isEqualTo(new RollbackStepDone(
                        ID, RollbackKind.FLAG, "deploy.example", null, Set.of("pay-later"), null, null, "s"));
    }

    @ParameterizedTest
    @CsvSource({"1,1", "2,5", "3,30", "4,120"})
    void whatWasNotBegun_isTriedAgainAfterGrowingPauses(int attempt, long seconds) {
        assertThat(recorded(attempt, false, new ExecutionOutcome.Failed("busy", null)))
                .isEqualTo(new RollbackExecutionFailed(
                        ID, RollbackKind.CODE, attempt, "busy", ENDED.plusSeconds(seconds)));
        assertThat(recorded(attempt, false, new ExecutionOutcome.Uncertain("no answer")))
                .isEqualTo(new RollbackExecutionUncertain(
                        ID, RollbackKind.CODE, attempt, "no answer", ENDED.plusSeconds(seconds)));
    }

    @Test
    void whoeverAsksToBeLeftAlone_isLeftAloneForSoLong_butNotShorterThanAPause() {
        assertThat(recorded(1, false, new ExecutionOutcome.Failed("busy", Duration.ofMinutes(1))))
                .isEqualTo(new RollbackExecutionFailed(ID, RollbackKind.CODE, 1, "busy", ENDED.plusSeconds(60)));
        assertThat(recorded(3, false, new ExecutionOutcome.Failed("busy", Duration.ofSeconds(1))))
                .isEqualTo(new RollbackExecutionFailed(ID, RollbackKind.CODE, 3, "busy", ENDED.plusSeconds(30)));
    }

    @Test
    void afterTheFifthAttempt_aRefusalOrABreak_thereIsNoOther() {
        assertThat(recorded(5, false, new ExecutionOutcome.Failed("busy", null)))
                .isEqualTo(new RollbackExecutionFailed(ID, RollbackKind.CODE, 5, "busy", null));
        assertThat(recorded(5, false, new ExecutionOutcome.Uncertain("no answer")))
                .isEqualTo(new RollbackExecutionUncertain(ID, RollbackKind.CODE, 5, "no answer", null));
        assertThat(recorded(1, false, new ExecutionOutcome.Refused("404")))
                .isEqualTo(new RollbackExecutionFailed(ID, RollbackKind.CODE, 1, "404", null));
        assertThat(recorded(1, true, new ExecutionOutcome.Broke("the image is gone")))
                .isEqualTo(new RollbackExecutionFailed(
                        ID, RollbackKind.CODE, 1, "it was executed, and failed: the image is gone", null));
    }

    @Test
    void givenAnEarlierAttemptThatPerhapsWasBegun_aLastOneThatWasNotDoesNotSettleIt() {
        assertThat(recorded(2, true, new ExecutionOutcome.Refused("404")))
                .isEqualTo(new RollbackExecutionUncertain(
                        ID,
                        RollbackKind.CODE,
                        2,
                        "nobody knows what became of an earlier attempt; this one was not begun: 404",
                        null));
        assertThat(recorded(2, true, new ExecutionOutcome.Failed("busy", null)))
                .isInstanceOf(RollbackExecutionFailed.class);
    }
}

package dev.releaseledger.query.finding.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.releaseledger.events.policy.HotfixPhase;
import dev.releaseledger.events.release.HotfixBudgetOverrun;
import dev.releaseledger.events.release.HotfixTriaged;
import dev.releaseledger.events.release.ReleaseCancelled;
import dev.releaseledger.events.release.ReleaseKind;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class BudgetOverrunTest {
    private static final Duration QUARTER = Duration.ofMinutes(15);
    private final ReleaseRule rule = new BudgetOverrun();

    private static HotfixBudgetOverrun overrun(HotfixPhase phase) {
        Instant began = Story.BEGINNING;
        return new HotfixBudgetOverrun(phase, began, QUARTER, began.plus(QUARTER));
    }

    private static HotfixTriaged triaged() {
        return new HotfixTriaged("production-outage", "everything is down", Story.DINA);
    }

    @Test
    void finds_aPhaseThatTakesTooLong_untilItEnds() {
        Story story = Story.planned(ReleaseKind.HOTFIX).after(QUARTER).said(overrun(HotfixPhase.TRIAGE));
        assertThat(story.foundBy(rule).until()).isNull();
        assertThat(story.said(triaged()).foundBy(rule).until()).isEqualTo(new Place(20, story.now()));
    }

    @Test
    void finds_thatADeploymentEndsWhenItIsVerified_andEverythingWithTheRelease() {
        assertThat(Story.planned(ReleaseKind.HOTFIX)
                        .said(overrun(HotfixPhase.DEPLOYMENT))
                        .started()
                        .verified()
                        .foundBy(rule)
                        .until())
                .isEqualTo(new Place(30, Story.BEGINNING));
        assertThat(Story.planned(ReleaseKind.HOTFIX)
                        .said(overrun(HotfixPhase.TESTING))
                        .said(new ReleaseCancelled("it is gone"))
                        .foundBy(rule)
                        .until())
                .isEqualTo(new Place(20, Story.BEGINNING));
    }

    @Test
    void lets_aPhaseThatEndsInTime_andIsNotEndedByAnother() {
        assertThat(Story.planned(ReleaseKind.HOTFIX).said(triaged()).judgedBy(rule))
                .isEmpty();
        assertThat(Story.planned(ReleaseKind.HOTFIX)
                        .said(overrun(HotfixPhase.DEVELOPMENT))
                        .said(triaged())
                        .foundBy(rule)
                        .until())
                .isNull();
    }
}

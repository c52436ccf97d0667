package dev.releaseledger.query.finding.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.releaseledger.events.environment.RunningVersion;
import dev.releaseledger.events.release.Baseline;
import dev.releaseledger.events.release.ItemTicked;
import dev.releaseledger.events.release.ItemUnticked;
import dev.releaseledger.events.release.ItemWaived;
import dev.releaseledger.events.release.ReleaseKind;
import dev.releaseledger.events.release.RolloutPlanned;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class NoWayBackTest {
    private static final ItemTicked PLANNED = new ItemTicked("rollback-plan-documented", null);
    private static final RunningVersion BEFORE = new RunningVersion(new UUID(3, 1), new UUID(3, 2), "2.4.0", null);
    private final ReleaseRule rule = new NoWayBack();

    @Test
    void finds_aDeploymentWithNoRollbackPlan_betweenItsPlanningAndItsStart() {
        Verdict verdict = Story.planned(ReleaseKind.STANDARD).started().foundBy(rule);
        assertThat(verdict.missing()).isEqualTo(new Absence(0, 10));
        assertThat(verdict.cites()).containsExactly(10L);
        assertThat(verdict.until()).isNull();
    }

    @Test
    void finds_onesWhosePlanWasWaived_orTakenBack_andThatItEndsWithThePlan() {
        Verdict waived = Story.planned(ReleaseKind.STANDARD)
                .saidBy(Story.OLE, new ItemWaived("rollback-plan-documented", "no time", Story.DINA))
                .started()
                .said(PLANNED)
                .foundBy(rule);
        assertThat(waived.cites()).containsExactly(10L, 20L);
        assertThat(waived.until()).isEqualTo(new Place(30, Story.BEGINNING));
        assertThat(Story.planned(ReleaseKind.STANDARD)
                        .said(PLANNED)
                        .said(new ItemUnticked("rollback-plan-documented", "it is wrong"))
                        .started()
                        .judgedBy(rule))
                .hasSize(1);
    }

    @Test
    void finds_whereThePolicyAsksForNoPlan_thatNothingRanBefore() {
        RolloutPlanned first =
                new RolloutPlanned(Story.DEPLOYMENT, List.of(), null, null, Set.of(), null, Baseline.UNKNOWN);
        assertThat(Story.planned(ReleaseKind.STANDARD)
                        .under(OtherPolicies.withoutChecklists())
                        .started()
                        .said(first)
                        .foundBy(rule)
                        .cites())
                .containsExactly(10L, 20L);
    }

    @Test
    void lets_aDeploymentWhoseRollbackPlanIsDocumented() {
        assertThat(Story.planned(ReleaseKind.STANDARD).said(PLANNED).started().judgedBy(rule))
                .isEmpty();
    }

    @Test
    void lets_whereThePolicyAsksForNoPlan_aRolloutThatReplacesAVersion() {
        RolloutPlanned next =
                new RolloutPlanned(Story.DEPLOYMENT, List.of(), null, null, Set.of(), BEFORE, Baseline.UNKNOWN);
        assertThat(Story.planned(ReleaseKind.STANDARD)
                        .under(OtherPolicies.withoutChecklists())
                        .started()
                        .said(next)
                        .judgedBy(rule))
                .isEmpty();
    }
}

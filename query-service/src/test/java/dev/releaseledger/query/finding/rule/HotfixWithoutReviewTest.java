package dev.releaseledger.query.finding.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.releaseledger.events.release.CriterionWaived;
import dev.releaseledger.events.release.DeploymentFailed;
import dev.releaseledger.events.release.EvidenceRecorded;
import dev.releaseledger.events.release.Outcome;
import dev.releaseledger.events.release.ReleaseKind;
import dev.releaseledger.events.release.Stage;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class HotfixWithoutReviewTest {
    private final ReleaseRule rule = new HotfixWithoutReview();

    private static EvidenceRecorded reviewed(Outcome outcome) {
        return new EvidenceRecorded(Stage.DEVELOPMENT, "code-reviewed", outcome, "github", null, null, Map.of());
    }

    @Test
    void finds_aHotfixWhoseChangesNameNobodyButTheirAuthor() {
        Verdict verdict = Story.planned(ReleaseKind.HOTFIX)
                .changed("a", Story.BEGINNING, Story.OLE)
                .changed("b", Story.BEGINNING, Story.DINA)
                .changed("c", Story.BEGINNING)
                .started()
                .foundBy(rule);
        assertThat(verdict.cites()).containsExactly(20L, 30L, 40L);
        assertThat(verdict.missing()).isEqualTo(new Absence(0, 40));
        assertThat(verdict.text()).contains("2 of 3 changes");
    }

    @Test
    void finds_aReviewThatFailedLast_orWasWaived_orCameAfterwards_orIsNotThereAtAll() {
        assertThat(Story.planned(ReleaseKind.HOTFIX)
                        .changed("a", Story.BEGINNING)
                        .said(reviewed(Outcome.PASSED))
                        .said(reviewed(Outcome.FAILED))
                        .started()
                        .said(reviewed(Outcome.PASSED))
                        .judgedBy(rule))
                .hasSize(1);
        assertThat(Story.planned(ReleaseKind.HOTFIX)
                        .changed("a", Story.BEGINNING)
                        .saidBy(Story.OLE, new CriterionWaived("code-reviewed", "no time", Story.DINA))
                        .started()
                        .foundBy(rule)
                        .cites())
                .containsExactly(10L, 20L, 30L);
        assertThat(Story.planned(ReleaseKind.HOTFIX).started().judgedBy(rule)).hasSize(1);
    }

    @Test
    void finds_aChangeThatWasAddedAfterTheReview() {
        Verdict verdict = Story.planned(ReleaseKind.HOTFIX)
                .changed("a", Story.BEGINNING)
                .said(reviewed(Outcome.PASSED))
                .changed("b", Story.BEGINNING)
                .started()
                .foundBy(rule);
        assertThat(verdict.cites()).containsExactly(30L, 40L);
        assertThat(verdict.text()).contains("1 of 2 changes");
    }

    @Test
    void finds_everyDeploymentToProduction() {
        UUID again = new UUID(1, 9);
        List<Verdict> verdicts = Story.planned(ReleaseKind.HOTFIX)
                .changed("a", Story.BEGINNING, Story.OLE)
                .started()
                .said(new DeploymentFailed(Story.DEPLOYMENT, "smoke", null, null, null))
                .changed("b", Story.BEGINNING)
                .startedAgain(again)
                .judgedBy(rule);
        assertThat(verdicts).extracting(Verdict::key).containsExactly("deployment/" + again);
    }

    @Test
    void lets_aHotfixThatSomebodyElseReviewed_orThatEvidenceShows() {
        assertThat(Story.planned(ReleaseKind.HOTFIX)
                        .changed("a", Story.BEGINNING, Story.OLE)
                        .started()
                        .judgedBy(rule))
                .isEmpty();
        assertThat(Story.planned(ReleaseKind.HOTFIX)
                        .changed("a", Story.BEGINNING)
                        .said(reviewed(Outcome.PASSED))
                        .started()
                        .judgedBy(rule))
                .isEmpty();
    }

    @Test
    void lets_releasesThatAreNoHotfix() {
        assertThat(Story.planned(ReleaseKind.STANDARD)
                        .changed("a", Story.BEGINNING)
                        .started()
                        .judgedBy(rule))
                .isEmpty();
    }
}

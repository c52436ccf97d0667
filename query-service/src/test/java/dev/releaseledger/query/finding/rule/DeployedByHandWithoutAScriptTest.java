package dev.releaseledger.query.finding.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.releaseledger.events.access.Role;
import dev.releaseledger.events.release.Artefact;
import dev.releaseledger.events.release.DeploymentAdvanced;
import dev.releaseledger.events.release.ReleaseKind;
import dev.releaseledger.events.release.Strategy;
import org.junit.jupiter.api.Test;

class DeployedByHandWithoutAScriptTest {
    private static final Artefact BUILT = new Artefact("checkout-2.5.0", "sha256:" + "ab".repeat(32));
    private final ReleaseRule rule = new DeployedByHandWithoutAScript();

    @Test
    void finds_aDeploymentThatAPersonStarted_ofNothingThatHasADigest() {
        Story story = Story.planned(ReleaseKind.STANDARD)
                .started(Strategy.ROLLING, new Artefact("checkout-2.5.0", null), Role.RELEASE_MANAGER);
        Verdict verdict = story.foundBy(rule);
        assertThat(verdict.cites()).containsExactly(10L);
        assertThat(verdict.since()).isEqualTo(new Place(10, Story.BEGINNING));
        assertThat(verdict.until()).isNull();
    }

    @Test
    void finds_thatItEnds_whereAPipelineSpeaksOfIt() {
        Story story = Story.planned(ReleaseKind.STANDARD)
                .started()
                .said(new DeploymentAdvanced(Story.DEPLOYMENT, 50), Role.RELEASE_MANAGER)
                .said(new DeploymentAdvanced(Story.DEPLOYMENT, 100), Role.CI);
        assertThat(story.foundBy(rule).until()).isEqualTo(new Place(30, Story.BEGINNING));
    }

    @Test
    void lets_aPipelineDeploy_orAPersonWhatHasADigest() {
        assertThat(Story.planned(ReleaseKind.STANDARD)
                        .started(Strategy.ROLLING, null, Role.CI)
                        .judgedBy(rule))
                .isEmpty();
        assertThat(Story.planned(ReleaseKind.STANDARD)
                        .started(Strategy.ROLLING, BUILT, Role.RELEASE_MANAGER)
                        .judgedBy(rule))
                .isEmpty();
    }

    @Test
    void lets_otherEnvironments_andWhatAnImporterTellsOf() {
        assertThat(Story.planned(ReleaseKind.STANDARD)
                        .started("staging", Strategy.ROLLING, null, Role.RELEASE_MANAGER)
                        .judgedBy(rule))
                .isEmpty();
        assertThat(Story.backfilled(ReleaseKind.STANDARD)
                        .started(Strategy.ROLLING, null, Role.IMPORTER)
                        .judgedBy(rule))
                .isEmpty();
    }
}

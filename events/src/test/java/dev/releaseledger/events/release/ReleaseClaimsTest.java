package dev.releaseledger.events.release;

import static dev.releaseledger.events.release.ReleaseStory.PRODUCTION_DEPLOYMENT;
import static dev.releaseledger.events.release.ReleaseStory.ROLLBACK;
import static dev.releaseledger.events.release.ReleaseStory.STAGING_DEPLOYMENT;
import static dev.releaseledger.events.release.ReleaseStory.approvedUpTo;
import static dev.releaseledger.events.release.ReleaseStory.deployment;
import static dev.releaseledger.events.release.ReleaseStory.inProduction;
import static dev.releaseledger.events.release.ReleaseStory.plan;
import static dev.releaseledger.events.release.ReleaseStory.planned;
import static dev.releaseledger.events.release.ReleaseStory.rollback;
import static dev.releaseledger.events.release.ReleaseStory.stepDone;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What must be unique over all releases. */
class ReleaseClaimsTest {
    private static final String STAGING = "deployment:checkout/staging";

    @Test
    void aPlanTakesItsVersionForEver() {
        assertThat(ReleaseClaims.of(ReleaseState.unplanned(), plan(ReleaseKind.STANDARD, Strategy.ROLLING, null)))
                .isEqualTo(takes("version:checkout/2.5.0"));
        assertThat(ReleaseClaims.of(planned().release(), new ReleaseCancelled("x")))
                .isEqualTo(nothing());
    }

    @Test
    void aDeploymentTakesItsEnvironment_untilItIsVerifiedOrHasFailed() {
        ReleaseStory story = approvedUpTo(Stage.QA);
        DeploymentStarted started = deployment(STAGING_DEPLOYMENT, "staging", Strategy.ROLLING);
        assertThat(ReleaseClaims.of(story.release(), started)).isEqualTo(takes(STAGING));

        story.told(Person.CI, started);
        assertThat(ReleaseClaims.of(story.release(), new DeploymentAdvanced(STAGING_DEPLOYMENT, 100)))
                .isEqualTo(nothing());
        assertThat(ReleaseClaims.of(story.release(), new DeploymentVerified(STAGING_DEPLOYMENT, "x", null, null, null)))
                .isEqualTo(frees(STAGING));
        assertThat(ReleaseClaims.of(story.release(), new DeploymentFailed(STAGING_DEPLOYMENT, "x", null, null, null)))
                .isEqualTo(frees(STAGING));
    }

    @Test
    void aRollbackFreesTheEnvironmentOfADeploymentThatStillRuns_andNoOther() {
        RollbackAuthorised running = new RollbackAuthorised(ROLLBACK, STAGING_DEPLOYMENT);
        assertThat(ReleaseClaims.of(
                        approvedUpTo(Stage.QA)
                                .told(Person.CI, deployment(STAGING_DEPLOYMENT, "staging", Strategy.ROLLING))
                                .release(),
                        running))
                .isEqualTo(frees(STAGING));

        assertThat(ReleaseClaims.of(inProduction().release(), new RollbackAuthorised(ROLLBACK, PRODUCTION_DEPLOYMENT)))
                .as("another release may run there by now")
                .isEqualTo(nothing());
    }

    @Test
    void aRollbackOfADeploymentThatStillRan_keepsItsPlaceUntilItIsVerifiedOrHasFailed() {
        ReleaseStory story = approvedUpTo(Stage.QA).started(STAGING_DEPLOYMENT, "staging", Strategy.ROLLING);
        story.told(Person.OLE, rollback(ROLLBACK, STAGING_DEPLOYMENT)).confirmed(ROLLBACK);
        RollbackStarted started = new RollbackStarted(ROLLBACK, STAGING_DEPLOYMENT, null);
        assertThat(ReleaseClaims.of(story.release(), started)).isEqualTo(nothing());

        story.told(Person.CI, started);
        assertThat(ReleaseClaims.heldBy(story.release())).contains(STAGING);
        assertThat(ReleaseClaims.of(story.release(), stepDone(ROLLBACK, RollbackKind.CODE)))
                .isEqualTo(nothing());

        story.done(ROLLBACK, RollbackKind.CODE).healthy(STAGING_DEPLOYMENT);
        assertThat(ReleaseClaims.heldBy(story.release())).contains(STAGING);
        assertThat(ReleaseClaims.of(story.release(), story.helping(ROLLBACK))).isEqualTo(frees(STAGING));
        assertThat(ReleaseClaims.of(story.release(), new RollbackFailed(ROLLBACK, STAGING_DEPLOYMENT, null, "x")))
                .isEqualTo(frees(STAGING));

        story.told(Person.CI, story.helping(ROLLBACK));
        assertThat(ReleaseClaims.heldBy(story.release())).doesNotContain(STAGING);
        assertThat(ReleaseClaims.of(story.release(), new RollbackCompleted(ROLLBACK)))
                .isEqualTo(nothing());
    }

    @Test
    void aRollbackOfWhatWasVerified_takesItsPlaceAgainUntilItIsOver() {
        ReleaseStory story = inProduction().triggered();
        assertThat(ReleaseClaims.heldBy(story.release())).containsExactly("version:checkout/2.5.0");

        story.takingBack(ROLLBACK);
        assertThat(ReleaseClaims.heldBy(story.release())).contains("deployment:checkout/production");
        assertThat(ReleaseClaims.of(story.release(), new RollbackFailed(ROLLBACK, PRODUCTION_DEPLOYMENT, null, "x")))
                .isEqualTo(frees("deployment:checkout/production"));
    }

    @Test
    void aRollbackThatIsWithdrawn_leavesTheDeploymentItsPlace() {
        ReleaseStory story = approvedUpTo(Stage.QA).started(STAGING_DEPLOYMENT, "staging", Strategy.ROLLING);
        RollbackWithdrawn withdrawn = new RollbackWithdrawn(ROLLBACK, "A false alarm");
        story.told(Person.OLE, rollback(ROLLBACK, STAGING_DEPLOYMENT));
        assertThat(ReleaseClaims.of(story.release(), withdrawn)).isEqualTo(nothing());
        assertThat(ReleaseClaims.heldBy(story.told(Person.OLE, withdrawn).release()))
                .contains(STAGING);
    }

    @Test
    void whatAReleaseHolds_isWhatItsEventsTookAndDidNotGiveBack() {
        ReleaseStory story =
                inProduction().told(Person.CI, deployment(ReleaseStory.id("once more"), "staging", Strategy.ROLLING));
        Set<String> held = new HashSet<>();
        ReleaseState before = ReleaseState.unplanned();
        for (ReleaseStory.Step step : story.steps()) {
            ReleaseClaims claims = ReleaseClaims.of(before, step.event());
            claims.frees().forEach(held::remove);
            held.addAll(claims.takes());
            before = step.after();
            assertThat(ReleaseClaims.heldBy((Release) before))
                    .as("after %s", step.event())
                    .isEqualTo(held);
        }
        assertThat(held).containsExactlyInAnyOrder("version:checkout/2.5.0", STAGING);
    }

    @Test
    void whatAReleaseThatIsTakenBackHolds_isWhatItsEventsTookAndDidNotGiveBackToo() {
        ReleaseStory story = approvedUpTo(Stage.PRODUCTION)
                .started(PRODUCTION_DEPLOYMENT, "production", Strategy.CANARY)
                .triggered()
                .takingBack(ROLLBACK)
                .told(Person.OLE, new RollbackFailed(ROLLBACK, PRODUCTION_DEPLOYMENT, null, "x"));
        Set<String> held = new HashSet<>();
        ReleaseState before = ReleaseState.unplanned();
        for (ReleaseStory.Step step : story.steps()) {
            ReleaseClaims claims = ReleaseClaims.of(before, step.event());
            claims.frees().forEach(held::remove);
            held.addAll(claims.takes());
            before = step.after();
            assertThat(ReleaseClaims.heldBy((Release) before))
                    .as("after %s", step.event())
                    .isEqualTo(held);
        }
        assertThat(held).containsExactly("version:checkout/2.5.0");
    }

    @Test
    void onlyAVersionIsHeldForEver() {
        assertThat(ReleaseClaims.isForEver(ReleaseClaims.version("deployment", "1")))
                .isTrue();
        assertThat(ReleaseClaims.isForEver(STAGING)).isFalse();
    }

    private static ReleaseClaims takes(String claim) {
        return new ReleaseClaims(List.of(claim), List.of());
    }

    private static ReleaseClaims frees(String claim) {
        return new ReleaseClaims(List.of(), List.of(claim));
    }

    private static ReleaseClaims nothing() {
        return new ReleaseClaims(List.of(), List.of());
    }
}

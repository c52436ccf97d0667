package dev.releaseledger.events.release;

import static dev.releaseledger.events.release.Person.CI;
import static dev.releaseledger.events.release.Person.DINA;
import static dev.releaseledger.events.release.Person.IMPORTER;
import static dev.releaseledger.events.release.Person.MIRA;
import static dev.releaseledger.events.release.Person.OLE;
import static dev.releaseledger.events.release.Person.PAULA;
import static dev.releaseledger.events.release.Person.QUENTIN;
import static dev.releaseledger.events.release.Person.ROSA;
import static dev.releaseledger.events.release.ReleaseStory.PRODUCTION_DEPLOYMENT;
import static dev.releaseledger.events.release.ReleaseStory.ROLLBACK;
import static dev.releaseledger.events.release.ReleaseStory.approvedUpTo;
import static dev.releaseledger.events.release.ReleaseStory.backfilled;
import static dev.releaseledger.events.release.ReleaseStory.change;
import static dev.releaseledger.events.release.ReleaseStory.deployment;
import static dev.releaseledger.events.release.ReleaseStory.evidence;
import static dev.releaseledger.events.release.ReleaseStory.id;
import static dev.releaseledger.events.release.ReleaseStory.inProduction;
import static dev.releaseledger.events.release.ReleaseStory.plan;
import static dev.releaseledger.events.release.ReleaseStory.planned;
import static dev.releaseledger.events.release.ReleaseStory.rollback;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.releaseledger.events.access.Role;
import dev.releaseledger.events.policy.PolicyBook;
import dev.releaseledger.events.policy.ReleasePolicy;
import dev.releaseledger.events.policy.Sight;
import dev.releaseledger.events.release.evidence.CriterionIsShown;
import dev.releaseledger.events.release.gate.VoidedApprovals;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the history of a release means, from its planning to its end. */
class ReleaseLifeTest {
    private static final ReleasePolicy POLICY = PolicyBook.defaultPolicy();

    @Test
    void aReleaseGoesItsWholeWay() {
        ReleaseStory story = planned();
        assertThat(story.status()).isEqualTo(ReleaseStatus.PLANNED);
        assertThat(story.release().stage()).contains(Stage.DEVELOPMENT);
        assertThat(story.release().holder()).isEqualTo(ROSA.id());

        story.ready(Stage.DEVELOPMENT)
                .approved(Stage.DEVELOPMENT)
                .told(ROSA, new StageHandedOver(Stage.DEVELOPMENT, Stage.QA, ROSA.id(), QUENTIN.id()));
        assertThat(story.status()).isEqualTo(ReleaseStatus.IN_PROGRESS);
        assertThat(story.release().stage()).contains(Stage.QA);
        assertThat(story.release().holder()).isEqualTo(QUENTIN.id());

        story.ready(Stage.QA).approved(Stage.QA).ready(Stage.STAGING).approved(Stage.STAGING);
        assertThat(sees(story, new Sight.Deployed("staging"))).isTrue();
        assertThat(sees(story, new Sight.Deployed("production"))).isFalse();

        story.ready(Stage.PRODUCTION).approved(Stage.PRODUCTION);
        assertThat(story.release().approvals().get(Stage.PRODUCTION))
                .isEqualTo(new Approval.Given(
                        PAULA.id(),
                        story.now(),
                        ContentDigest.of(story.release(), Stage.PRODUCTION),
                        story.release().artefactsLookedAt()));

        story.told(CI, deployment(PRODUCTION_DEPLOYMENT, "production", Strategy.ROLLING));
        assertThat(story.status()).isEqualTo(ReleaseStatus.IN_PROGRESS);
        story.told(CI, new DeploymentAdvanced(PRODUCTION_DEPLOYMENT, 40));
        assertThat(sees(story, new Sight.Deployed("production"))).isFalse();
        story.told(CI, new DeploymentAdvanced(PRODUCTION_DEPLOYMENT, 100));
        assertThat(sees(story, new Sight.Deployed("production"))).isTrue();
        assertThat(sees(story, new Sight.Verified("production"))).isFalse();
        story.told(CI, new DeploymentVerified(PRODUCTION_DEPLOYMENT, "smoke tests", null, null, null));
        assertThat(sees(story, new Sight.Verified("production"))).isTrue();
        assertThat(story.status()).isEqualTo(ReleaseStatus.DEPLOYED);

        story.passed(OLE, "watched-for-issues")
                .passed(PAULA, "release-notes-communicated")
                .passed(OLE, "metrics-watched")
                .passed(OLE, "issues-responded-to")
                .approved(Stage.POST_RELEASE)
                .ticked(POLICY.items())
                .told(ROSA, new ReleaseCompleted("a quiet one"));
        assertThat(story.release().stage()).isEmpty();
        assertThat(story.status()).isEqualTo(ReleaseStatus.COMPLETED);
        assertThat(story.release().ending()).isEqualTo(new Ending.Completed(ROSA.id(), story.now()));
    }

    @Test
    void aReleaseThatIsTakenBack_isChangedApprovedAndDeployedOnceMore() {
        ReleaseStory story = inProduction().told(OLE, rollback(ROLLBACK, PRODUCTION_DEPLOYMENT));
        assertThat(story.status()).as("nothing is taken back yet").isEqualTo(ReleaseStatus.DEPLOYED);
        assertThat(story.release().openRollback()).map(Rollback::rollbackId).contains(ROLLBACK);

        story.told(OLE, new RollbackConfirmed(ROLLBACK, Role.ON_CALL, null));
        assertThat(story.release().openRollback()).isPresent();
        story.told(MIRA, new RollbackConfirmed(ROLLBACK, Role.MANAGER, null))
                .told(MIRA, new RollbackAuthorised(ROLLBACK, PRODUCTION_DEPLOYMENT));
        assertThat(story.release().openRollback()).isEmpty();
        assertThat(story.status()).isEqualTo(ReleaseStatus.ROLLED_BACK);
        assertThat(sees(story, new Sight.Verified("production"))).isFalse();
        assertThat(story.release().deployments().get(PRODUCTION_DEPLOYMENT))
                .extracting(Deployment::standing)
                .isEqualTo(new Deployment.Standing.TakenBack(ROLLBACK, story.now()));

        story.told(DINA, change("c-2", DINA)).voided(DINA, Stage.DEVELOPMENT, VoidingCause.CHANGE_ADDED);
        assertThat(story.release().approvals()).isEmpty();
        assertThat(story.release().stage()).contains(Stage.DEVELOPMENT);
        story.ready(Stage.DEVELOPMENT)
                .approved(Stage.DEVELOPMENT)
                .ready(Stage.QA)
                .approved(Stage.QA)
                .deployed(id("staging once more"), "staging")
                .passed(CI, "staging-smoke-tests")
                .passed(PAULA, "stakeholder-sign-off")
                .approved(Stage.STAGING)
                .ready(Stage.PRODUCTION)
                .approved(Stage.PRODUCTION)
                .deployed(id("once more"), "production");
        assertThat(story.status()).isEqualTo(ReleaseStatus.DEPLOYED);
    }

    @Test
    void anArtefactThatWasLookedAtBeforeAChangeIsNoLongerLookedAt() {
        ReleaseStory story = planned().told(CI, evidence("unit-tests", Outcome.PASSED, ReleaseStory.ARTEFACT));
        assertThat(story.release().artefactsLookedAt()).containsExactly(ReleaseStory.ARTEFACT);

        story.told(DINA, change("c-2", DINA));
        assertThat(story.release().artefactsLookedAt()).isEmpty();
    }

    @Test
    void aRejectedStageSendsTheReleaseBack_andVoidsWhatWasApproved() {
        ReleaseStory story = approvedUpTo(Stage.QA)
                .ready(Stage.STAGING)
                .told(ROSA, new StageRejected(Stage.STAGING, Stage.QA, "the cart loses items"));
        Release before = story.release();

        assertThat(VoidedApprovals.from(Stage.QA, before, VoidingCause.STAGE_REJECTED))
                .containsExactly(
                        new ApprovalVoided(Stage.QA, ContentDigest.of(before, Stage.QA), VoidingCause.STAGE_REJECTED));
        story.voided(ROSA, Stage.QA, VoidingCause.STAGE_REJECTED);
        assertThat(story.release().approvals()).containsOnlyKeys(Stage.DEVELOPMENT);
        assertThat(story.release().stage()).contains(Stage.QA);
    }

    @Test
    void whatIsVoidedIsSaidInTheOrderOfStages() {
        Release release = approvedUpTo(Stage.PRODUCTION).release();

        assertThat(VoidedApprovals.from(Stage.DEVELOPMENT, release, VoidingCause.CHANGE_ADDED))
                .extracting(ApprovalVoided::stage)
                .containsExactly(Stage.DEVELOPMENT, Stage.QA, Stage.STAGING, Stage.PRODUCTION);
        assertThat(VoidedApprovals.from(Stage.POST_RELEASE, release, VoidingCause.EVIDENCE_FAILED))
                .isEmpty();
    }

    @Test
    void aHotfixGoesThroughTheSameGates() {
        ReleaseStory story = ReleaseStory.planned(ROSA, plan(ReleaseKind.HOTFIX, Strategy.BLUE_GREEN, "2.4.0"));

        story.triaged().branched();
        assertThat(story.release().plan().hotfixOf()).isEqualTo("2.4.0");
        assertThat(story.release().plan().kind()).isEqualTo(ReleaseKind.HOTFIX);
        for (Stage stage : List.of(Stage.DEVELOPMENT, Stage.QA, Stage.STAGING, Stage.PRODUCTION)) {
            assertThat(story.release().stage()).contains(stage);
            story.ready(stage).approved(stage);
        }
        story.told(CI, deployment(PRODUCTION_DEPLOYMENT, "production", Strategy.BLUE_GREEN));
        assertThat(sees(story, new Sight.Deployed("production")))
                .as("what goes all at once is there at once")
                .isTrue();
    }

    @Test
    void aBackfilledLifeIsToldByClaimedTimes() {
        Instant then = Instant.parse("2019-05-01T10:00:00Z");
        ReleaseStory story = backfilled().told(IMPORTER, change("c-1", DINA));
        assertThat(story.release().plan().backfilled()).isTrue();
        assertThat(story.release().plan().plannedAt()).isEqualTo(then);

        for (Stage stage : List.of(Stage.DEVELOPMENT, Stage.QA, Stage.STAGING, Stage.PRODUCTION)) {
            story.told(
                    IMPORTER,
                    new StageApprovalReconstructed(
                            stage, ContentDigest.of(story.release(), stage), MIRA.id(), "from the tag"));
        }
        assertThat(story.release().approvals().get(Stage.PRODUCTION))
                .isInstanceOfSatisfying(Approval.Reconstructed.class, told -> {
                    assertThat(told.approver()).isEqualTo(MIRA.id());
                    assertThat(told.at()).isEqualTo(then);
                });
        Instant later = then.plus(Duration.ofDays(1));
        story.claiming(later)
                .told(IMPORTER, deployment(PRODUCTION_DEPLOYMENT, "production", Strategy.BIG_BANG))
                .told(IMPORTER, new DeploymentVerified(PRODUCTION_DEPLOYMENT, "the tag", null, null, null))
                .told(IMPORTER, new StageApprovalReconstructed(Stage.POST_RELEASE, "", MIRA.id(), null))
                .told(IMPORTER, new ReleaseCompleted(null));
        assertThat(story.status()).isEqualTo(ReleaseStatus.COMPLETED);
        assertThat(story.release().ending()).isEqualTo(new Ending.Completed(IMPORTER.id(), later));
        assertThat(story.release().deployments().get(PRODUCTION_DEPLOYMENT))
                .extracting(Deployment::startedAt)
                .isEqualTo(later);
    }

    @Test
    void aCancelledReleaseSaysWhy() {
        ReleaseStory story = planned().told(ROSA, new ReleaseCancelled("dropped"));

        assertThat(story.status()).isEqualTo(ReleaseStatus.CANCELLED);
        assertThat(story.release().ending()).isEqualTo(new Ending.Cancelled(ROSA.id(), story.now(), "dropped"));
    }

    @Test
    void aRescheduledReleaseKeepsTheRestOfItsPlan() {
        Window window = new Window(ReleaseStory.BEGINNING, ReleaseStory.BEGINNING.plusSeconds(3600));
        Plan before = planned().release().plan();
        Plan after = planned()
                .told(ROSA, new ReleaseRescheduled(window, "the supplier"))
                .release()
                .plan();

        assertThat(after.window()).isEqualTo(window);
        assertThat(after).usingRecursiveComparison().ignoringFields("window").isEqualTo(before);
    }

    @Test
    void anItemGoesThroughItsMarks() {
        ReleaseStory story = planned();
        String item = "rollback-plan-documented";

        story.told(ROSA, new ItemWaiverProposed(item, "no data"));
        assertThat(story.release().items().get(item))
                .isEqualTo(new ItemMark.WaiverProposed(ROSA.id(), story.now(), "no data", 1));
        story.told(MIRA, new ItemWaived(item, "no data", ROSA.id()));
        assertThat(story.release().items().get(item))
                .isEqualTo(new ItemMark.Waived(ROSA.id(), MIRA.id(), story.now(), "no data", 1));
        story.told(ROSA, new ItemUnticked(item, "there is data"));
        assertThat(story.release().items()).doesNotContainKey(item);
        story.told(ROSA, new ItemTicked(item, "page 3"));
        assertThat(story.release().items().get(item))
                .isEqualTo(new ItemMark.Ticked(ROSA.id(), ROSA.roles(), story.now(), 1));
    }

    @Test
    void theNewestEvidenceOfACriterionCounts() {
        ReleaseStory story = planned().told(CI, evidence("unit-tests", Outcome.PASSED));
        assertThat(CriterionIsShown.wasShown(POLICY.criterion("unit-tests").orElseThrow(), story.release()))
                .isTrue();

        story.told(CI, evidence("unit-tests", Outcome.FAILED));
        assertThat(CriterionIsShown.wasShown(POLICY.criterion("unit-tests").orElseThrow(), story.release()))
                .isFalse();
        assertThat(story.release().evidence()).hasSize(1);
    }

    @Test
    void theNewestDeploymentIsTheOneStartedLast_whateverIsSaidOfEarlierOnesLater() {
        ReleaseStory story = approvedUpTo(Stage.PRODUCTION);
        List<Deployment> started = new ArrayList<>();
        for (String name : List.of("first", "second", "third", "fourth", "fifth")) {
            story.deployed(id(name), "production");
            started.add(story.release().newestDeployment("production").orElseThrow());
        }
        assertThat(started)
                .extracting(Deployment::deploymentId)
                .containsExactly(id("first"), id("second"), id("third"), id("fourth"), id("fifth"));

        Release release = story.release()
                .evolve(rollback(ROLLBACK, id("first")), story.as(OLE))
                .evolve(new RollbackConfirmed(ROLLBACK, Role.ON_CALL, null), story.as(OLE))
                .evolve(new RollbackConfirmed(ROLLBACK, Role.MANAGER, null), story.as(MIRA))
                .evolve(new RollbackAuthorised(ROLLBACK, id("first")), story.as(MIRA));
        assertThat(release.newestDeployment("production"))
                .map(Deployment::deploymentId)
                .contains(id("fifth"));
        assertThat(release.productionDeployments(POLICY))
                .extracting(Deployment::deploymentId)
                .containsExactly(id("fifth"));
        assertThat(release.deployments().keySet())
                .containsSubsequence(id("first"), id("second"), id("third"), id("fourth"), id("fifth"));
        assertThat(release.status(POLICY)).isEqualTo(ReleaseStatus.DEPLOYED);
    }

    @Test
    void aHistoryThatCannotBeIsBroken() {
        ReleaseState nothing = ReleaseState.unplanned();
        ReleaseStory story = planned();

        assertThatExceptionOfType(HistoryBroken.class)
                .isThrownBy(() -> nothing.evolve(new ReleaseCompleted(null), story.as(ROSA)))
                .withMessageContaining("begins with its planning");
        for (ReleaseEvent event : List.of(
                plan(ReleaseKind.STANDARD, Strategy.ROLLING, null),
                new DeploymentAdvanced(PRODUCTION_DEPLOYMENT, 5),
                new RollbackConfirmed(ROLLBACK, Role.MANAGER, null),
                new RollbackAuthorised(ROLLBACK, PRODUCTION_DEPLOYMENT))) {
            assertThatExceptionOfType(HistoryBroken.class)
                    .as(event.toString())
                    .isThrownBy(() -> story.release().evolve(event, story.as(ROSA)));
        }
    }

    private static boolean sees(ReleaseStory story, Sight sight) {
        return story.release().sees(sight, criterion -> false);
    }
}

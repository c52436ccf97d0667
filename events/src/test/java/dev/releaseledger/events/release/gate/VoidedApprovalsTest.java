package dev.releaseledger.events.release.gate;

import static dev.releaseledger.events.release.Person.CI;
import static dev.releaseledger.events.release.Person.IMPORTER;
import static dev.releaseledger.events.release.Person.MIRA;
import static dev.releaseledger.events.release.Person.ROSA;
import static dev.releaseledger.events.release.ReleaseStory.approvedUpTo;
import static dev.releaseledger.events.release.ReleaseStory.backfilled;
import static dev.releaseledger.events.release.ReleaseStory.evidence;
import static dev.releaseledger.events.release.ReleaseStory.measured;
import static dev.releaseledger.events.release.ReleaseStory.planned;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.releaseledger.events.policy.PolicyBook;
import dev.releaseledger.events.policy.ReleasePolicy;
import dev.releaseledger.events.release.ApprovalVoided;
import dev.releaseledger.events.release.CautiousPolicy;
import dev.releaseledger.events.release.ContentDigest;
import dev.releaseledger.events.release.CriterionWaived;
import dev.releaseledger.events.release.CriterionWaiverProposed;
import dev.releaseledger.events.release.EvidenceRecorded;
import dev.releaseledger.events.release.Outcome;
import dev.releaseledger.events.release.Person;
import dev.releaseledger.events.release.ReleaseStory;
import dev.releaseledger.events.release.Stage;
import dev.releaseledger.events.release.StageApprovalReconstructed;
import dev.releaseledger.events.release.VoidingCause;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which approvals new evidence leaves standing. */
class VoidedApprovalsTest {
    private static final ReleasePolicy COVERED =
            CautiousPolicy.where("/stages/0/criteria/1/measures", "[{\"value\": \"coverage\", \"atLeast\": 80}]");

    @Test
    void givenEvidenceThatMissesItsThreshold_theGateOfItsCriterionAndThoseAfterItAreVoid() {
        ReleaseStory story = approvedUpTo(Stage.QA).under(COVERED);

        assertThat(voided(story, CI, measured("unit-tests", "coverage", "12"), COVERED))
                .extracting(ApprovalVoided::stage, ApprovalVoided::cause)
                .containsExactly(
                        tuple(Stage.DEVELOPMENT, VoidingCause.EVIDENCE_FAILED),
                        tuple(Stage.QA, VoidingCause.EVIDENCE_FAILED));
    }

    @Test
    void givenEvidenceInPlaceOfAWaiver_theGateStaysOpenOnlyIfTheEvidenceShowsTheCriterion() {
        ReleaseStory story = planned()
                .under(COVERED)
                .passed(CI, "features-coded")
                .passed(CI, "code-reviewed")
                .told(ROSA, new CriterionWaiverProposed("unit-tests", "no machine to run them"))
                .told(MIRA, new CriterionWaived("unit-tests", "no machine to run them", ROSA.id()))
                .approved(Stage.DEVELOPMENT);

        assertThat(voided(story, CI, measured("unit-tests", "coverage", "12"), COVERED))
                .extracting(ApprovalVoided::stage)
                .containsExactly(Stage.DEVELOPMENT);
        assertThat(voided(story, CI, measured("unit-tests", "coverage", "80"), COVERED))
                .isEmpty();
    }

    @Test
    void givenEvidenceThatFails_theGateOfItsCriterionAndThoseAfterItAreVoid() {
        assertThat(voided(
                        approvedUpTo(Stage.STAGING),
                        CI,
                        evidence("integration-tests", Outcome.FAILED),
                        PolicyBook.defaultPolicy()))
                .extracting(ApprovalVoided::stage)
                .containsExactly(Stage.QA, Stage.STAGING);
    }

    @Test
    void givenEvidenceThatShowsItsCriterionAgain_nothingIsVoid() {
        assertThat(voided(
                        approvedUpTo(Stage.STAGING),
                        CI,
                        evidence("integration-tests", Outcome.PASSED),
                        PolicyBook.defaultPolicy()))
                .isEmpty();
    }

    @Test
    void givenThePast_onlyEvidenceThatFailedVoidsWhatIsToldOfIt() {
        ReleaseStory story = backfilled();
        story.told(
                IMPORTER,
                new StageApprovalReconstructed(
                        Stage.DEVELOPMENT, ContentDigest.of(story.release(), Stage.DEVELOPMENT), ROSA.id(), null));

        assertThat(voided(story, IMPORTER, measured("unit-tests", "coverage", "12"), COVERED))
                .isEmpty();
        assertThat(voided(story, IMPORTER, evidence("unit-tests", Outcome.FAILED), COVERED))
                .extracting(ApprovalVoided::stage)
                .containsExactly(Stage.DEVELOPMENT);
    }

    private static List<ApprovalVoided> voided(
            ReleaseStory story, Person by, EvidenceRecorded evidence, ReleasePolicy policy) {
        return VoidedApprovals.reliedOn(evidence, story.release(), story.as(by), policy);
    }
}

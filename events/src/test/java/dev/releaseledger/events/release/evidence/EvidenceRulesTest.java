package dev.releaseledger.events.release.evidence;

import static dev.releaseledger.events.release.Person.CI;
import static dev.releaseledger.events.release.Person.DINA;
import static dev.releaseledger.events.release.Person.IMPORTER;
import static dev.releaseledger.events.release.Person.MIRA;
import static dev.releaseledger.events.release.Person.QUENTIN;
import static dev.releaseledger.events.release.Person.RITA;
import static dev.releaseledger.events.release.Person.ROSA;
import static dev.releaseledger.events.release.Person.RUTH;
import static dev.releaseledger.events.release.ReleaseStory.backfilled;
import static dev.releaseledger.events.release.ReleaseStory.change;
import static dev.releaseledger.events.release.ReleaseStory.evidence;
import static dev.releaseledger.events.release.ReleaseStory.planned;
import static dev.releaseledger.events.release.rule.Violation.Kind.CONFLICT;
import static dev.releaseledger.events.release.rule.Violation.Kind.FORBIDDEN;
import static dev.releaseledger.events.release.rule.Violation.Kind.UNPROCESSABLE;

import dev.releaseledger.events.release.CriterionWaived;
import dev.releaseledger.events.release.CriterionWaiverProposed;
import dev.releaseledger.events.release.EvidenceRecorded;
import dev.releaseledger.events.release.Outcome;
import dev.releaseledger.events.release.ReleaseStory;
import dev.releaseledger.events.release.Stage;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What counts as evidence. */
class EvidenceRulesTest {
    @Nested
    class ForCriterionIsInThePolicy {
        @Test
        void givenAnUnknownCriterion_theEvidenceIsRefused() {
            planned()
                    .refuses(
                            CI,
                            new EvidenceRecorded(Stage.QA, "luck", Outcome.PASSED, "x", null, null, Map.of()),
                            CriterionIsInThePolicy.class,
                            UNPROCESSABLE,
                            "QA has no criterion luck; it has integration-tests, end-to-end-tests");
        }

        @Test
        void givenACriterionOfAnotherStage_theEvidenceIsRefused() {
            planned()
                    .refuses(
                            CI,
                            new EvidenceRecorded(Stage.QA, "unit-tests", Outcome.PASSED, "x", null, null, Map.of()),
                            CriterionIsInThePolicy.class,
                            UNPROCESSABLE,
                            "QA has no criterion unit-tests");
        }

        @Test
        void givenACriterionOfItsStage_theEvidenceFollows() {
            planned().lets(CI, evidence("unit-tests", Outcome.FAILED), CriterionIsInThePolicy.class);
        }
    }

    @Nested
    class ForEvidenceComesFromItsRole {
        @Test
        void givenAnotherRole_theEvidenceIsRefused() {
            planned()
                    .refuses(
                            CI,
                            evidence("exploratory-testing", Outcome.PASSED),
                            EvidenceComesFromItsRole.class,
                            FORBIDDEN,
                            "comes from qa-lead");
        }

        @Test
        void givenWhatTheDeploymentItselfShows_evidenceIsRefused() {
            planned()
                    .refuses(
                            CI,
                            evidence("deployed-to-production", Outcome.PASSED),
                            EvidenceComesFromItsRole.class,
                            CONFLICT,
                            "shown by the deployment itself");
        }

        @Test
        void givenItsRole_theEvidenceFollows() {
            planned().lets(QUENTIN, evidence("exploratory-testing", Outcome.PASSED), EvidenceComesFromItsRole.class);
        }

        @Test
        void givenBackfilledHistory_theImporterTellsOfEvidence() {
            backfilled()
                    .lets(IMPORTER, evidence("exploratory-testing", Outcome.PASSED), EvidenceComesFromItsRole.class);
        }
    }

    @Nested
    class ForWaivedCriterionIsInThePolicy {
        @Test
        void givenAnUnknownCriterion_itIsNeitherProposedNorWaived() {
            planned()
                    .refuses(
                            ROSA,
                            new CriterionWaiverProposed("luck", "x"),
                            WaivedCriterionIsInThePolicy.class,
                            UNPROCESSABLE,
                            "the policy has no criterion luck; it has features-coded");
            planned()
                    .refuses(
                            MIRA,
                            new CriterionWaived("luck", "x", ROSA.id()),
                            WaivedCriterionIsInThePolicy.class,
                            UNPROCESSABLE,
                            "luck");
        }

        @Test
        void givenACriterionOfThePolicy_itIsProposed() {
            planned().lets(ROSA, new CriterionWaiverProposed("unit-tests", "x"), WaivedCriterionIsInThePolicy.class);
        }
    }

    @Nested
    class ForOnlyAnUnshownCriterionIsWaived {
        @Test
        void givenAShownCriterion_noWaiverIsProposed() {
            planned()
                    .told(CI, evidence("unit-tests", Outcome.PASSED))
                    .refuses(
                            ROSA,
                            new CriterionWaiverProposed("unit-tests", "x"),
                            OnlyAnUnshownCriterionIsWaived.class,
                            CONFLICT,
                            "criterion unit-tests is shown");
        }

        @Test
        void givenAWaiver_itIsNotProposedAgain() {
            ReleaseStory story = planned().told(ROSA, new CriterionWaiverProposed("unit-tests", "x"));
            story.refuses(
                    ROSA,
                    new CriterionWaiverProposed("unit-tests", "x"),
                    OnlyAnUnshownCriterionIsWaived.class,
                    CONFLICT,
                    "a manager grants it");
            story.told(MIRA, new CriterionWaived("unit-tests", "x", ROSA.id()))
                    .refuses(
                            ROSA,
                            new CriterionWaiverProposed("unit-tests", "x"),
                            OnlyAnUnshownCriterionIsWaived.class,
                            CONFLICT,
                            "is waived already");
        }

        @Test
        void givenAWaiverFromBeforeAChange_itIsProposedAgain() {
            planned()
                    .told(ROSA, new CriterionWaiverProposed("unit-tests", "x"))
                    .told(MIRA, new CriterionWaived("unit-tests", "x", ROSA.id()))
                    .told(DINA, change("c-2", DINA))
                    .lets(ROSA, new CriterionWaiverProposed("unit-tests", "x"), OnlyAnUnshownCriterionIsWaived.class);
        }

        @Test
        void givenAWaiverThatWasProposedBeforeAChange_itIsProposedAgain() {
            planned()
                    .told(ROSA, new CriterionWaiverProposed("unit-tests", "x"))
                    .told(DINA, change("c-2", DINA))
                    .lets(RITA, new CriterionWaiverProposed("unit-tests", "x"), OnlyAnUnshownCriterionIsWaived.class);
        }

        @Test
        void givenFailingEvidence_aWaiverIsProposed() {
            planned()
                    .told(CI, evidence("unit-tests", Outcome.FAILED))
                    .lets(ROSA, new CriterionWaiverProposed("unit-tests", "x"), OnlyAnUnshownCriterionIsWaived.class);
        }
    }

    @Nested
    class ForCriterionWaiverHasASecondPerson {
        @Test
        void givenTheSamePerson_theWaiverIsRefused() {
            planned()
                    .told(RUTH, new CriterionWaiverProposed("unit-tests", "x"))
                    .refuses(
                            RUTH,
                            new CriterionWaived("unit-tests", "x", RUTH.id()),
                            CriterionWaiverHasASecondPerson.class,
                            FORBIDDEN,
                            "cannot grant it too");
        }

        @Test
        void givenNoProposal_theWaiverIsRefused() {
            planned()
                    .refuses(
                            MIRA,
                            new CriterionWaived("unit-tests", "x", ROSA.id()),
                            CriterionWaiverHasASecondPerson.class,
                            CONFLICT,
                            "nobody has proposed");
        }

        @Test
        void givenAWaiverThatNamesAnotherProposer_itIsRefused() {
            planned()
                    .told(RUTH, new CriterionWaiverProposed("unit-tests", "x"))
                    .refuses(
                            RUTH,
                            new CriterionWaived("unit-tests", "x", ROSA.id()),
                            CriterionWaiverHasASecondPerson.class,
                            CONFLICT,
                            "was proposed by");
        }

        @Test
        void givenAWaiverThatWasProposedBeforeAChange_itIsNotGrantedUntilItIsProposedAgain() {
            ReleaseStory story = planned()
                    .told(ROSA, new CriterionWaiverProposed("unit-tests", "x"))
                    .told(DINA, change("c-2", DINA));
            CriterionWaived waived = new CriterionWaived("unit-tests", "x", ROSA.id());
            story.refuses(
                    MIRA,
                    waived,
                    CriterionWaiverHasASecondPerson.class,
                    CONFLICT,
                    "the waiver of unit-tests was proposed before change c-2 was added");
            story.told(ROSA, new CriterionWaiverProposed("unit-tests", "x"))
                    .lets(MIRA, waived, CriterionWaiverHasASecondPerson.class);
        }

        @Test
        void givenASecondPerson_theWaiverFollows() {
            planned()
                    .told(RUTH, new CriterionWaiverProposed("unit-tests", "x"))
                    .lets(
                            MIRA,
                            new CriterionWaived("unit-tests", "x", RUTH.id()),
                            CriterionWaiverHasASecondPerson.class);
        }
    }
}

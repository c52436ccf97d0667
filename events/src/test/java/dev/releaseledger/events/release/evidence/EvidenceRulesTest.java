package dev.releaseledger.events.release.evidence;

import static dev.releaseledger.events.release.Person.CI;
import static dev.releaseledger.events.release.Person.IMPORTER;
import static dev.releaseledger.events.release.Person.QUENTIN;
import static dev.releaseledger.events.release.ReleaseStory.backfilled;
import static dev.releaseledger.events.release.ReleaseStory.evidence;
import static dev.releaseledger.events.release.ReleaseStory.planned;
import static dev.releaseledger.events.release.rule.Violation.Kind.CONFLICT;
import static dev.releaseledger.events.release.rule.Violation.Kind.FORBIDDEN;
import static dev.releaseledger.events.release.rule.Violation.Kind.UNPROCESSABLE;

import dev.releaseledger.events.release.EvidenceRecorded;
import dev.releaseledger.events.release.Outcome;
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
}

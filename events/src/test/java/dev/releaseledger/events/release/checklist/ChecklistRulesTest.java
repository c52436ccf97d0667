package dev.releaseledger.events.release.checklist;

import static dev.releaseledger.events.release.Person.DINA;
import static dev.releaseledger.events.release.Person.MIRA;
import static dev.releaseledger.events.release.Person.QUENTIN;
import static dev.releaseledger.events.release.Person.RITA;
import static dev.releaseledger.events.release.Person.ROSA;
import static dev.releaseledger.events.release.Person.RUTH;
import static dev.releaseledger.events.release.ReleaseStory.change;
import static dev.releaseledger.events.release.ReleaseStory.planned;
import static dev.releaseledger.events.release.rule.Violation.Kind.CONFLICT;
import static dev.releaseledger.events.release.rule.Violation.Kind.FORBIDDEN;
import static dev.releaseledger.events.release.rule.Violation.Kind.UNPROCESSABLE;

import dev.releaseledger.events.release.ItemTicked;
import dev.releaseledger.events.release.ItemUnticked;
import dev.releaseledger.events.release.ItemWaived;
import dev.releaseledger.events.release.ItemWaiverProposed;
import dev.releaseledger.events.release.ReleaseStory;
import dev.releaseledger.events.release.Stage;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** How checklist items are ticked, opened again and waived. */
class ChecklistRulesTest {
    @Nested
    class ForItemIsInThePolicy {
        @Test
        void givenAnUnknownItem_itIsNotTicked() {
            planned()
                    .refuses(
                            ROSA,
                            new ItemTicked("luck", null),
                            ItemIsInThePolicy.class,
                            UNPROCESSABLE,
                            "has no checklist item luck; it has merged-to-release-branch");
        }

        @Test
        void givenAnUnknownItem_itIsNeitherOpenedNorWaived() {
            planned().refuses(ROSA, new ItemUnticked("luck", "x"), ItemIsInThePolicy.class, UNPROCESSABLE, "luck");
            planned()
                    .refuses(ROSA, new ItemWaiverProposed("luck", "x"), ItemIsInThePolicy.class, UNPROCESSABLE, "luck");
            planned()
                    .refuses(
                            MIRA,
                            new ItemWaived("luck", "x", ROSA.id()),
                            ItemIsInThePolicy.class,
                            UNPROCESSABLE,
                            "luck");
        }

        @Test
        void givenAnItemOfThePolicy_itIsTicked() {
            planned().lets(ROSA, new ItemTicked("rollback-plan-documented", null), ItemIsInThePolicy.class);
        }
    }

    @Nested
    class ForItemIsTickedByItsRole {
        @Test
        void givenAnotherRole_theTickIsRefused() {
            planned()
                    .refuses(
                            ROSA,
                            new ItemTicked("qa-signed-off", null),
                            ItemIsTickedByItsRole.class,
                            FORBIDDEN,
                            "is ticked by qa-lead");
        }

        @Test
        void givenWhatTheLedgerSees_theTickIsRefused() {
            planned()
                    .refuses(
                            ROSA,
                            new ItemTicked("unit-tests-passing", null),
                            ItemIsTickedByItsRole.class,
                            CONFLICT,
                            "not by hand");
        }

        @Test
        void givenItsRole_itIsTicked() {
            planned().lets(QUENTIN, new ItemTicked("qa-signed-off", null), ItemIsTickedByItsRole.class);
        }
    }

    @Nested
    class ForItemIsReopenedByItsRole {
        @Test
        void givenAnotherRole_itIsNotOpenedAgain() {
            planned()
                    .told(QUENTIN, new ItemTicked("qa-signed-off", null))
                    .refuses(
                            ROSA,
                            new ItemUnticked("qa-signed-off", "x"),
                            ItemIsReopenedByItsRole.class,
                            FORBIDDEN,
                            "is reopened by qa-lead");
        }

        @Test
        void givenItsRole_itIsOpenedAgain() {
            planned()
                    .told(QUENTIN, new ItemTicked("qa-signed-off", null))
                    .lets(QUENTIN, new ItemUnticked("qa-signed-off", "x"), ItemIsReopenedByItsRole.class);
        }

        @Test
        void givenAWaivedItemThatNobodyTicks_whoProposesWaiversOpensItAgain() {
            ReleaseStory story = planned()
                    .told(ROSA, new ItemWaiverProposed("final-smoke-tests", "x"))
                    .told(MIRA, new ItemWaived("final-smoke-tests", "x", ROSA.id()));
            story.lets(RITA, new ItemUnticked("final-smoke-tests", "x"), ItemIsReopenedByItsRole.class);
            story.refuses(
                    DINA,
                    new ItemUnticked("final-smoke-tests", "x"),
                    ItemIsReopenedByItsRole.class,
                    FORBIDDEN,
                    "release-manager");
        }
    }

    @Nested
    class ForOnlyADoneItemIsReopened {
        @Test
        void givenAnOpenItem_itIsNotOpenedAgain() {
            planned()
                    .refuses(
                            QUENTIN,
                            new ItemUnticked("qa-signed-off", "x"),
                            OnlyADoneItemIsReopened.class,
                            CONFLICT,
                            "qa-signed-off is open");
        }

        @Test
        void givenATickedItem_itIsOpenedAgain() {
            planned()
                    .told(QUENTIN, new ItemTicked("qa-signed-off", null))
                    .lets(QUENTIN, new ItemUnticked("qa-signed-off", "x"), OnlyADoneItemIsReopened.class);
        }
    }

    @Nested
    class ForOnlyAnOpenItemIsWaived {
        @Test
        void givenATickedItem_noWaiverIsProposed() {
            planned()
                    .told(ROSA, new ItemTicked("rollback-plan-documented", null))
                    .refuses(
                            ROSA,
                            new ItemWaiverProposed("rollback-plan-documented", "x"),
                            OnlyAnOpenItemIsWaived.class,
                            CONFLICT,
                            "is ticked");
        }

        @Test
        void givenAnItemThatWasTickedBeforeTheContentChanged_aWaiverIsProposed() {
            planned()
                    .told(ROSA, new ItemTicked("rollback-plan-documented", null))
                    .told(DINA, change("c-2", DINA))
                    .lets(ROSA, new ItemWaiverProposed("rollback-plan-documented", "x"), OnlyAnOpenItemIsWaived.class);
        }

        @Test
        void givenAProposedWaiver_itIsNotProposedAgain() {
            planned()
                    .told(ROSA, new ItemWaiverProposed("rollback-plan-documented", "x"))
                    .refuses(
                            RITA,
                            new ItemWaiverProposed("rollback-plan-documented", "x"),
                            OnlyAnOpenItemIsWaived.class,
                            CONFLICT,
                            "a manager grants it");
        }

        @Test
        void givenAWaiverThatWasProposedBeforeTheContentChanged_itIsProposedAgain() {
            planned()
                    .told(ROSA, new ItemWaiverProposed("rollback-plan-documented", "x"))
                    .told(DINA, change("c-2", DINA))
                    .lets(RITA, new ItemWaiverProposed("rollback-plan-documented", "x"), OnlyAnOpenItemIsWaived.class);
        }

        @Test
        void givenAnItemThatIsNotAboutTheContent_itsProposedWaiverStands() {
            planned()
                    .told(ROSA, new ItemWaiverProposed("on-call-named", "x"))
                    .told(DINA, change("c-2", DINA))
                    .refuses(
                            RITA,
                            new ItemWaiverProposed("on-call-named", "x"),
                            OnlyAnOpenItemIsWaived.class,
                            CONFLICT,
                            "a manager grants it");
        }

        @Test
        void givenAWaivedItem_noWaiverIsProposed() {
            planned()
                    .told(ROSA, new ItemWaiverProposed("rollback-plan-documented", "x"))
                    .told(MIRA, new ItemWaived("rollback-plan-documented", "x", ROSA.id()))
                    .refuses(
                            RITA,
                            new ItemWaiverProposed("rollback-plan-documented", "x"),
                            OnlyAnOpenItemIsWaived.class,
                            CONFLICT,
                            "is waived already");
        }

        @Test
        void givenAnOpenItem_aWaiverIsProposed() {
            planned().lets(ROSA, new ItemWaiverProposed("rollback-plan-documented", "x"), OnlyAnOpenItemIsWaived.class);
        }
    }

    @Nested
    class ForItemWaiverHasASecondPerson {
        @Test
        void givenTheSamePerson_theWaiverIsRefused() {
            planned()
                    .told(RUTH, new ItemWaiverProposed("rollback-plan-documented", "x"))
                    .refuses(
                            RUTH,
                            new ItemWaived("rollback-plan-documented", "x", RUTH.id()),
                            ItemWaiverHasASecondPerson.class,
                            FORBIDDEN,
                            "cannot grant it too");
        }

        @Test
        void givenNoProposal_theWaiverIsRefused() {
            planned()
                    .refuses(
                            MIRA,
                            new ItemWaived("rollback-plan-documented", "x", ROSA.id()),
                            ItemWaiverHasASecondPerson.class,
                            CONFLICT,
                            "nobody has proposed");
        }

        @Test
        void givenAWaiverThatNamesAnotherProposer_itIsRefused() {
            planned()
                    .told(RUTH, new ItemWaiverProposed("rollback-plan-documented", "x"))
                    .refuses(
                            RUTH,
                            new ItemWaived("rollback-plan-documented", "x", ROSA.id()),
                            ItemWaiverHasASecondPerson.class,
                            CONFLICT,
                            "was proposed by");
        }

        @Test
        void givenAWaiverThatWasProposedBeforeTheContentChanged_itIsNotGrantedUntilItIsProposedAgain() {
            ReleaseStory story = planned()
                    .told(ROSA, new ItemWaiverProposed("rollback-plan-documented", "x"))
                    .told(DINA, change("c-2", DINA));
            ItemWaived waived = new ItemWaived("rollback-plan-documented", "x", ROSA.id());
            story.refuses(
                    MIRA,
                    waived,
                    ItemWaiverHasASecondPerson.class,
                    CONFLICT,
                    "the waiver of rollback-plan-documented was proposed before change c-2 was added");
            story.told(ROSA, new ItemWaiverProposed("rollback-plan-documented", "x"))
                    .lets(MIRA, waived, ItemWaiverHasASecondPerson.class);
        }

        @Test
        void givenAnItemThatIsNotAboutTheContent_itsProposedWaiverIsGranted() {
            planned()
                    .told(ROSA, new ItemWaiverProposed("on-call-named", "x"))
                    .told(DINA, change("c-2", DINA))
                    .lets(MIRA, new ItemWaived("on-call-named", "x", ROSA.id()), ItemWaiverHasASecondPerson.class);
        }

        @Test
        void givenASecondPerson_theWaiverFollows() {
            planned()
                    .told(RUTH, new ItemWaiverProposed("rollback-plan-documented", "x"))
                    .lets(
                            MIRA,
                            new ItemWaived("rollback-plan-documented", "x", RUTH.id()),
                            ItemWaiverHasASecondPerson.class);
        }
    }

    @Nested
    class ForEarlierItemsAreDone {
        @Test
        void givenAnOpenItemBefore_theTickIsRefused() {
            planned()
                    .told(ROSA, new ItemTicked("window-announced", null))
                    .refuses(
                            ROSA,
                            new ItemTicked("production-backup", null),
                            EarlierItemsAreDone.class,
                            CONFLICT,
                            "still open before production-backup: staging-healthy, final-smoke-tests");
        }

        @Test
        void givenWhatTheLedgerDoesNotSeeYet_theTickIsRefused() {
            ReleaseStory.approvedUpTo(Stage.PRODUCTION)
                    .told(ROSA, new ItemTicked("window-announced", null))
                    .told(ROSA, new ItemTicked("staging-healthy", null))
                    .told(ROSA, new ItemTicked("production-backup", null))
                    .refuses(
                            ROSA,
                            new ItemTicked("metrics-normal", null),
                            EarlierItemsAreDone.class,
                            CONFLICT,
                            "deploy-to-production, production-smoke-tests");
        }

        @Test
        void givenAWaivedItemBefore_theTickFollows() {
            planned()
                    .told(ROSA, new ItemTicked("window-announced", null))
                    .told(ROSA, new ItemTicked("staging-healthy", null))
                    .told(ROSA, new ItemWaiverProposed("final-smoke-tests", "x"))
                    .told(MIRA, new ItemWaived("final-smoke-tests", "x", ROSA.id()))
                    .lets(ROSA, new ItemTicked("production-backup", null), EarlierItemsAreDone.class);
        }

        @Test
        void givenAChecklistWithoutAnOrder_anyItemIsTicked() {
            planned().lets(ROSA, new ItemTicked("rollback-plan-documented", null), EarlierItemsAreDone.class);
        }
    }
}

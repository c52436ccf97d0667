package dev.releaseledger.events.release.content;

import static dev.releaseledger.events.release.Person.CI;
import static dev.releaseledger.events.release.Person.DINA;
import static dev.releaseledger.events.release.Person.PETE;
import static dev.releaseledger.events.release.Person.ROSA;
import static dev.releaseledger.events.release.ReleaseStory.BEGINNING;
import static dev.releaseledger.events.release.ReleaseStory.PRODUCTION_DEPLOYMENT;
import static dev.releaseledger.events.release.ReleaseStory.approvedUpTo;
import static dev.releaseledger.events.release.ReleaseStory.change;
import static dev.releaseledger.events.release.ReleaseStory.deployment;
import static dev.releaseledger.events.release.ReleaseStory.inProduction;
import static dev.releaseledger.events.release.ReleaseStory.planned;
import static dev.releaseledger.events.release.rule.Violation.Kind.CONFLICT;

import dev.releaseledger.events.release.ChangeRemoved;
import dev.releaseledger.events.release.ReleaseRescheduled;
import dev.releaseledger.events.release.Stage;
import dev.releaseledger.events.release.Strategy;
import dev.releaseledger.events.release.Window;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What a release may include. */
class ContentRulesTest {
    @Nested
    class ForContentIsNotYetInProduction {
        @Test
        void givenAReleaseInProduction_aChangeIsRefused() {
            inProduction()
                    .refuses(
                            DINA,
                            change("c-2", DINA),
                            ContentIsNotYetInProduction.class,
                            CONFLICT,
                            "no longer changes");
        }

        @Test
        void givenAReleaseInProduction_aChangeIsNotTakenOut() {
            inProduction()
                    .refuses(
                            DINA,
                            new ChangeRemoved("c-1", "x"),
                            ContentIsNotYetInProduction.class,
                            CONFLICT,
                            "no longer changes");
        }

        @Test
        void givenAReleaseInProduction_itIsNotRescheduled() {
            inProduction()
                    .refuses(
                            ROSA,
                            new ReleaseRescheduled(new Window(BEGINNING, BEGINNING), "x"),
                            ContentIsNotYetInProduction.class,
                            CONFLICT,
                            "in production");
        }

        @Test
        void givenAReleaseOnItsWayToProduction_aChangeIsRefused() {
            approvedUpTo(Stage.PRODUCTION)
                    .told(CI, deployment(PRODUCTION_DEPLOYMENT, "production", Strategy.ROLLING))
                    .refuses(
                            DINA, change("c-2", DINA), ContentIsNotYetInProduction.class, CONFLICT, "on its way there");
        }

        @Test
        void givenAReleaseThatWasTakenBack_aChangeFollows() {
            inProduction().rolledBack().lets(DINA, change("c-2", DINA), ContentIsNotYetInProduction.class);
        }

        @Test
        void givenAReleaseInStaging_aChangeFollows() {
            approvedUpTo(Stage.STAGING).lets(DINA, change("c-2", DINA), ContentIsNotYetInProduction.class);
        }
    }

    @Nested
    class ForChangeIsNotYetIncluded {
        @Test
        void givenAKnownChangeIdThatSaysSomethingElse_itIsRefused() {
            planned().refuses(DINA, change("c-1", PETE), ChangeIsNotYetIncluded.class, CONFLICT, "says something else");
        }

        @Test
        void givenANewChangeId_itFollows() {
            planned().lets(DINA, change("c-2", PETE), ChangeIsNotYetIncluded.class);
        }
    }

    @Nested
    class ForChangeIsIncluded {
        @Test
        void givenAChangeThatIsNotIncluded_itIsNotTakenOut() {
            planned()
                    .refuses(
                            DINA,
                            new ChangeRemoved("c-9", "x"),
                            ChangeIsIncluded.class,
                            CONFLICT,
                            "does not include change c-9");
        }

        @Test
        void givenAChangeThatIsIncluded_itIsTakenOut() {
            planned().lets(DINA, new ChangeRemoved("c-1", "x"), ChangeIsIncluded.class);
        }
    }
}

package dev.releaseledger.events.flag;

import static dev.releaseledger.events.flag.FlagStory.defined;
import static dev.releaseledger.events.flag.FlagStory.id;
import static dev.releaseledger.events.policy.FlagType.RELEASE;
import static dev.releaseledger.events.release.Person.CI;
import static dev.releaseledger.events.release.Person.ROSA;
import static dev.releaseledger.events.release.rule.Violation.Kind.UNPROCESSABLE;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What the rules of flags judge on beside the flag's own history. */
class BesideAFlagTest {
    private static final UUID RELEASE_ID = id("release");
    private static final UUID ROLLBACK_ID = id("rollback");

    @Nested
    class ForReleaseIsInTheLedger {
        private final FlagDisabled byARollback = new FlagDisabled("errors", RELEASE_ID, ROLLBACK_ID);

        @Test
        void givenAReleaseThatTheLedgerDoesNotHave_nothingIsSaidOfIt() {
            for (FlagEvent event : List.of(
                    new FlagLinked(RELEASE_ID),
                    new FlagDisabled("errors", RELEASE_ID, null),
                    byARollback,
                    new FlagCleanedUp("https://git.example.com/pull/7", RELEASE_ID))) {
                defined(RELEASE)
                        .whereTheLedgerHasNot(RELEASE_ID)
                        .refuses(ROSA, event, ReleaseIsInTheLedger.class, UNPROCESSABLE, "no release " + RELEASE_ID);
            }
        }

        @Test
        void givenARollbackThatItsReleaseDoesNotHave_itDisablesNothing() {
            defined(RELEASE)
                    .whereTheLedgerHasNot(ROLLBACK_ID)
                    .refuses(
                            ROSA, byARollback, ReleaseIsInTheLedger.class, UNPROCESSABLE, "no rollback " + ROLLBACK_ID);
        }

        @Test
        void givenARollbackOfNoRelease_itDisablesNothing() {
            defined(RELEASE)
                    .refuses(
                            ROSA,
                            new FlagDisabled("errors", null, ROLLBACK_ID),
                            ReleaseIsInTheLedger.class,
                            UNPROCESSABLE,
                            "say of which in releaseId");
        }

        @Test
        void givenARelease_andARollbackOfIt_theyAreNamed() {
            defined(RELEASE).lets(ROSA, new FlagLinked(RELEASE_ID), ReleaseIsInTheLedger.class);
            defined(RELEASE).lets(ROSA, byARollback, ReleaseIsInTheLedger.class);
            defined(RELEASE).lets(CI, new FlagCleanedUp("change 7", RELEASE_ID), ReleaseIsInTheLedger.class);
        }

        @Test
        void givenThatNothingIsNamed_itMayFollow() {
            defined(RELEASE)
                    .whereTheLedgerHasNot(RELEASE_ID)
                    .lets(ROSA, new FlagDisabled("errors", null, null), ReleaseIsInTheLedger.class);
        }
    }
}

package dev.releaseledger.events.release.rollback;

import static dev.releaseledger.events.release.Person.OLE;
import static dev.releaseledger.events.release.ReleaseStory.PRODUCTION_DEPLOYMENT;
import static dev.releaseledger.events.release.ReleaseStory.ROLLBACK;
import static dev.releaseledger.events.release.ReleaseStory.id;
import static dev.releaseledger.events.release.ReleaseStory.inProduction;
import static dev.releaseledger.events.release.ReleaseStory.rollback;

import dev.releaseledger.events.environment.RunningVersion;
import dev.releaseledger.events.release.rule.Violation;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class PlaceTakenTest {
    private static final RunningVersion NEXT =
            new RunningVersion(id("next release"), id("its deployment"), "2.6.0", null);

    @Nested
    class ForDeploymentIsWhatRunsThere {
        @Test
        void givenAnotherVersionInItsPlace_itIsNotTakenBack() {
            inProduction()
                    .where("production", NEXT)
                    .refuses(
                            OLE,
                            rollback(ROLLBACK, PRODUCTION_DEPLOYMENT),
                            DeploymentIsWhatRunsThere.class,
                            Violation.Kind.CONFLICT,
                            "2.6.0 took the place");
        }

        @Test
        void givenItRunsThere_itIsTakenBack() {
            inProduction().lets(OLE, rollback(ROLLBACK, PRODUCTION_DEPLOYMENT), DeploymentIsWhatRunsThere.class);
        }
    }
}

package dev.releaseledger.events.release.rule;

import static dev.releaseledger.events.release.Person.ADA;
import static dev.releaseledger.events.release.Person.CI;
import static dev.releaseledger.events.release.Person.DINA;
import static dev.releaseledger.events.release.Person.IMPORTER;
import static dev.releaseledger.events.release.Person.QUENTIN;
import static dev.releaseledger.events.release.Person.ROSA;
import static dev.releaseledger.events.release.Person.SAM;
import static dev.releaseledger.events.release.ReleaseStory.PRODUCTION_DEPLOYMENT;
import static dev.releaseledger.events.release.ReleaseStory.ROLLBACK;
import static dev.releaseledger.events.release.ReleaseStory.approvedUpTo;
import static dev.releaseledger.events.release.ReleaseStory.backfilled;
import static dev.releaseledger.events.release.ReleaseStory.change;
import static dev.releaseledger.events.release.ReleaseStory.inProduction;
import static dev.releaseledger.events.release.ReleaseStory.planned;
import static dev.releaseledger.events.release.rule.Violation.Kind.FORBIDDEN;

import dev.releaseledger.events.release.ReleaseStory;
import dev.releaseledger.events.release.RollbackKind;
import dev.releaseledger.events.release.RollbackReason;
import dev.releaseledger.events.release.RollbackTriggered;
import dev.releaseledger.events.release.Stage;
import dev.releaseledger.events.release.StageApproved;
import dev.releaseledger.events.release.StageHandedOver;
import dev.releaseledger.events.release.Strategy;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Who may make an event happen. */
class ActorRulesTest {
    @Nested
    class ForActorHasTheRight {
        @Test
        void givenNoRight_theEventIsRefused() {
            planned()
                    .refuses(
                            SAM,
                            change("c-2", DINA),
                            ActorHasTheRight.class,
                            FORBIDDEN,
                            "this takes the right CHANGE_CONTENT, which the roles release-manager, developer, ci give");
        }

        @Test
        void givenTheRight_theEventFollows() {
            planned().lets(CI, change("c-2", DINA), ActorHasTheRight.class);
        }

        @Test
        void givenAClaimedTime_onlyTheImporterTells() {
            backfilled()
                    .refuses(
                            ROSA,
                            change("c-2", DINA),
                            ActorHasTheRight.class,
                            FORBIDDEN,
                            "BACKFILL, which the roles importer give");
            backfilled().lets(IMPORTER, change("c-2", DINA), ActorHasTheRight.class);
        }

        @Test
        void givenTheImporter_itDoesNotActLive() {
            planned().refuses(IMPORTER, change("c-2", DINA), ActorHasTheRight.class, FORBIDDEN, "CHANGE_CONTENT");
        }

        @Test
        void givenAnEventThatOnlyFollows_itTakesNoRight() {
            planned()
                    .lets(
                            SAM,
                            new StageHandedOver(Stage.DEVELOPMENT, Stage.QA, ROSA.id(), QUENTIN.id()),
                            ActorHasTheRight.class);
        }

        @Test
        void givenATriggerThatFired_whatItDemandsTakesNoRight() {
            ReleaseStory story = inProduction().failing(PRODUCTION_DEPLOYMENT);
            story.firing(PRODUCTION_DEPLOYMENT, ROLLBACK).forEach(fired -> story.told(SAM, fired));
            story.lets(SAM, story.demanded(ROLLBACK), ActorHasTheRight.class);
        }

        @Test
        void givenATriggerThatFiredOfADarkDeployment_itDemandsThatItsFlagsAreDisabled() {
            ReleaseStory story = approvedUpTo(Stage.PRODUCTION)
                    .started(PRODUCTION_DEPLOYMENT, "production", Strategy.FEATURE_FLAGS)
                    .failing(PRODUCTION_DEPLOYMENT);
            story.firing(PRODUCTION_DEPLOYMENT, ROLLBACK).forEach(fired -> story.told(SAM, fired));
            story.lets(SAM, errorRate(RollbackKind.FLAG), ActorHasTheRight.class);
            story.refuses(SAM, errorRate(RollbackKind.CODE), ActorHasTheRight.class, FORBIDDEN, "TRIGGER_ROLLBACK");
        }

        private RollbackTriggered errorRate(RollbackKind kind) {
            return new RollbackTriggered(
                    ROLLBACK, PRODUCTION_DEPLOYMENT, RollbackReason.ERROR_RATE, Set.of(kind), null, "x");
        }

        @Test
        void givenATriggerThatFired_moreThanItDemandsTakesTheRight() {
            ReleaseStory story = inProduction().failing(PRODUCTION_DEPLOYMENT);
            story.firing(PRODUCTION_DEPLOYMENT, ROLLBACK).forEach(fired -> story.told(SAM, fired));
            story.refuses(SAM, errorRate(RollbackKind.DATA), ActorHasTheRight.class, FORBIDDEN, "TRIGGER_ROLLBACK");
            story.refuses(
                    SAM,
                    new RollbackTriggered(
                            ROLLBACK,
                            PRODUCTION_DEPLOYMENT,
                            RollbackReason.SECURITY,
                            Set.of(RollbackKind.CODE),
                            "2.4.0",
                            "x"),
                    ActorHasTheRight.class,
                    FORBIDDEN,
                    "TRIGGER_ROLLBACK");
        }

        @Test
        void givenAnAdmin_nothingIsApproved() {
            for (Stage stage : Stage.values()) {
                planned()
                        .refuses(
                                ADA,
                                new StageApproved(stage, "", null),
                                ActorHasTheRight.class,
                                FORBIDDEN,
                                "APPROVE_" + stage);
            }
        }
    }
}

package dev.releaseledger.events.release.rule;

import static dev.releaseledger.events.release.ReleaseStory.PRODUCTION_DEPLOYMENT;
import static dev.releaseledger.events.release.ReleaseStory.change;
import static dev.releaseledger.events.release.ReleaseStory.planned;
import static org.assertj.core.api.Assertions.assertThat;

import dev.releaseledger.events.policy.PolicyBook;
import dev.releaseledger.events.release.DeploymentAdvanced;
import dev.releaseledger.events.release.DeploymentStarted;
import dev.releaseledger.events.release.DeploymentVerified;
import dev.releaseledger.events.release.Person;
import dev.releaseledger.events.release.ReleaseEvent;
import dev.releaseledger.events.release.ReleaseStory;
import dev.releaseledger.events.release.Stage;
import dev.releaseledger.events.release.StageApproved;
import dev.releaseledger.events.release.StageHandedOver;
import dev.releaseledger.events.release.Strategy;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How events that are to follow one on another are judged together. */
class ReleaseRulesTest {
    @Test
    void everyViolationIsNamedAtOnce() {
        ReleaseStory story = planned();

        assertThat(story.violations(Person.DINA, new StageApproved(Stage.PRODUCTION, "sha256:00", null)))
                .extracting(Violation::rule)
                .containsExactly(
                        "ActorHasTheRight",
                        "ApproverIsNotTheAuthor",
                        "StagesGoInOrder",
                        "EveryItemBeforeTheGateIsDone",
                        "ApprovalCoversWhatIsThere");
    }

    @Test
    void anEventIsJudgedByWhatTheOnesBeforeItLeadTo() {
        ReleaseStory story = ReleaseStory.approvedUpTo(Stage.PRODUCTION);
        DeploymentStarted started = ReleaseStory.deployment(PRODUCTION_DEPLOYMENT, "production", Strategy.ROLLING);
        DeploymentVerified verified = new DeploymentVerified(PRODUCTION_DEPLOYMENT, "x", null, null, null);

        assertThat(judge(story, Person.CI, started, new DeploymentAdvanced(PRODUCTION_DEPLOYMENT, 100), verified))
                .isEmpty();
        assertThat(judge(story, Person.CI, started, verified))
                .extracting(Violation::rule)
                .containsExactly("EveryStepIsTaken");
    }

    @Test
    void theSameViolationOfSeveralEventsIsNamedOnce() {
        assertThat(judge(planned(), Person.SAM, change("c-2", Person.DINA), change("c-3", Person.DINA)))
                .extracting(Violation::rule)
                .containsExactly("ActorHasTheRight");
    }

    @Test
    void whatOnlyFollowsFromARefusedEventIsNotJudged() {
        assertThat(judge(
                        planned(),
                        Person.ROSA,
                        new StageApproved(Stage.DEVELOPMENT, "sha256:00", null),
                        new StageHandedOver(Stage.DEVELOPMENT, Stage.QA, Person.ROSA.id(), Person.QUENTIN.id())))
                .extracting(Violation::rule)
                .containsExactly("EveryCriterionIsShown", "ApprovalCoversWhatIsThere");
    }

    private static List<Violation> judge(ReleaseStory story, Person by, ReleaseEvent... events) {
        return ReleaseRules.judge(
                story.release(), List.of(events), story.as(by), PolicyBook.defaultPolicy(), Surroundings.NONE);
    }
}

package dev.releaseledger.events.release.hotfix;

import static dev.releaseledger.events.policy.HotfixPhase.DEPLOYMENT;
import static dev.releaseledger.events.policy.HotfixPhase.DEVELOPMENT;
import static dev.releaseledger.events.policy.HotfixPhase.TESTING;
import static dev.releaseledger.events.policy.HotfixPhase.TRIAGE;
import static dev.releaseledger.events.release.Person.DINA;
import static dev.releaseledger.events.release.ReleaseStory.PRODUCTION_DEPLOYMENT;
import static dev.releaseledger.events.release.ReleaseStory.hotfix;
import static dev.releaseledger.events.release.ReleaseStory.hotfixApprovedUpTo;
import static dev.releaseledger.events.release.ReleaseStory.planned;
import static org.assertj.core.api.Assertions.assertThat;

import dev.releaseledger.events.policy.PolicyBook;
import dev.releaseledger.events.release.ReleaseStory;
import dev.releaseledger.events.release.Stage;
import dev.releaseledger.events.release.VoidingCause;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The phases of a hotfix. */
class HotfixClockTest {
    private static List<HotfixClock> clocks(ReleaseStory story) {
        return HotfixClock.of(story.release(), PolicyBook.defaultPolicy());
    }

    @Test
    void aPleaBeginsTheTriage_andTheTriageTheDevelopment() {
        ReleaseStory story = hotfix();
        Instant planned = story.now();
        assertThat(clocks(story)).containsExactly(new HotfixClock(TRIAGE, planned, null, Duration.ofMinutes(15)));

        story.triaged();
        assertThat(clocks(story))
                .containsExactly(
                        new HotfixClock(TRIAGE, planned, story.now(), Duration.ofMinutes(15)),
                        new HotfixClock(DEVELOPMENT, story.now(), null, Duration.ofHours(4)));
    }

    @Test
    void phasesFollowEachOther_andEndWithTheVerifiedDeployment() {
        ReleaseStory story = hotfixApprovedUpTo(Stage.PRODUCTION);
        assertThat(clocks(story))
                .extracting(HotfixClock::phase)
                .containsExactly(TRIAGE, DEVELOPMENT, TESTING, DEPLOYMENT);
        assertThat(clocks(story).getLast().isRunning()).isTrue();

        story.deployed(PRODUCTION_DEPLOYMENT, "production");
        assertThat(HotfixClock.running(story.release(), PolicyBook.defaultPolicy()))
                .isEmpty();
        assertThat(HotfixClock.cleanUpBegan(story.release(), PolicyBook.defaultPolicy()))
                .contains(story.now());
    }

    @Test
    void givenAnApprovalThatBecameVoid_itsPhaseGoesOnSinceItBegan() {
        ReleaseStory story = hotfixApprovedUpTo(Stage.STAGING);
        HotfixClock development = clocks(story).get(1);

        story.voided(DINA, Stage.DEVELOPMENT, VoidingCause.CHANGE_ADDED);
        assertThat(clocks(story).getLast())
                .isEqualTo(new HotfixClock(DEVELOPMENT, development.startedAt(), null, development.budget()));
    }

    @Test
    void givenADeploymentThatWasTakenBack_deployingGoesOn() {
        ReleaseStory story = hotfixApprovedUpTo(Stage.PRODUCTION)
                .deployed(PRODUCTION_DEPLOYMENT, "production")
                .rolledBack();
        assertThat(clocks(story).getLast().phase()).isEqualTo(DEPLOYMENT);
        assertThat(clocks(story).getLast().isRunning()).isTrue();
    }

    @Test
    void anOrdinaryReleaseHasNone() {
        assertThat(clocks(planned())).isEmpty();
    }
}

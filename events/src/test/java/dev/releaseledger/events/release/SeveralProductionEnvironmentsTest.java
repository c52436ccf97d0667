package dev.releaseledger.events.release;

import static dev.releaseledger.events.release.Person.CI;
import static dev.releaseledger.events.release.Person.DINA;
import static dev.releaseledger.events.release.Person.ROSA;
import static dev.releaseledger.events.release.ReleaseStory.PRODUCTION_DEPLOYMENT;
import static dev.releaseledger.events.release.ReleaseStory.approvedUpTo;
import static dev.releaseledger.events.release.ReleaseStory.change;
import static dev.releaseledger.events.release.ReleaseStory.deployment;
import static dev.releaseledger.events.release.ReleaseStory.id;
import static dev.releaseledger.events.release.rule.Violation.Kind.CONFLICT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.releaseledger.events.policy.ReleasePolicy;
import dev.releaseledger.events.release.complete.ItRunsInProduction;
import dev.releaseledger.events.release.complete.NothingOfItRunsInProduction;
import dev.releaseledger.events.release.content.ContentIsNotYetInProduction;
import dev.releaseledger.events.release.notes.Changelog;
import dev.releaseledger.events.release.notes.ReleaseNotes;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A product runs in several places; what became of a release in one of them is not what became of it in another. */
class SeveralProductionEnvironmentsTest {
    private static final ReleasePolicy POLICY = CautiousPolicy.where("/environments", """
            {"staging": {"stage": "STAGING"},
             "production": {"stage": "PRODUCTION"},
             "production-us": {"stage": "PRODUCTION"}}""");

    @Test
    void givenItRunsInOneAndFailedInTheOther_itIsInProduction() {
        ReleaseStory story = runsInOneAndFailedInTheOther();

        assertThat(story.status()).isEqualTo(ReleaseStatus.DEPLOYED);
        assertThat(part(story).releasedAt()).isEqualTo(startOf(story, PRODUCTION_DEPLOYMENT));
        assertThat(part(story).yanked()).isFalse();
        assertThat(ReleaseNotes.of(story.release(), POLICY).date()).isEqualTo(LocalDate.of(2026, 3, 2));
    }

    @Test
    void givenItRunsInOneAndFailedInTheOther_itTakesNoChange_isNotCancelled_andCanBeCompleted() {
        ReleaseStory story = runsInOneAndFailedInTheOther();

        story.refuses(DINA, change("c-2", DINA), ContentIsNotYetInProduction.class, CONFLICT, "in production");
        story.refuses(ROSA, new ReleaseCancelled("x"), NothingOfItRunsInProduction.class, CONFLICT, "in production");
        story.lets(ROSA, new ReleaseCompleted(null), ItRunsInProduction.class);
    }

    @Test
    void givenItRunsInOneAndIsUnderWayToTheOther_itIsInProgress_andReleasedSinceTheFirst() {
        ReleaseStory story = inTheFirst()
                .after(Duration.ofDays(3))
                .told(CI, deployment(id("us"), "production-us", Strategy.ROLLING));

        assertThat(story.status()).isEqualTo(ReleaseStatus.IN_PROGRESS);
        assertThat(part(story).releasedAt()).isEqualTo(startOf(story, PRODUCTION_DEPLOYMENT));
    }

    @Test
    void givenItRunsInBoth_itIsReleasedSinceTheFirst() {
        ReleaseStory story = inTheFirst().after(Duration.ofDays(3)).deployed(id("us"), "production-us");

        assertThat(story.status()).isEqualTo(ReleaseStatus.DEPLOYED);
        assertThat(part(story).releasedAt()).isEqualTo(startOf(story, PRODUCTION_DEPLOYMENT));
    }

    @Test
    void givenItWasTakenBackFromOneAndFailedInTheOther_itIsYanked_andMayBeCancelled() {
        ReleaseStory story = runsInOneAndFailedInTheOther().rolledBack();

        assertThat(story.status()).isEqualTo(ReleaseStatus.ROLLED_BACK);
        assertThat(part(story).releasedAt()).isEqualTo(startOf(story, PRODUCTION_DEPLOYMENT));
        assertThat(part(story).yanked()).isTrue();
        story.lets(ROSA, new ReleaseCancelled("x"), NothingOfItRunsInProduction.class);
        story.refuses(ROSA, new ReleaseCompleted(null), ItRunsInProduction.class, CONFLICT, "not verified");
    }

    @Test
    void givenItWasTakenBackFromOneAndRunsInTheOther_itIsNotYanked() {
        ReleaseStory story = inTheFirst().deployed(id("us"), "production-us").rolledBack();

        assertThat(story.status()).isEqualTo(ReleaseStatus.DEPLOYED);
        assertThat(part(story).releasedAt()).isEqualTo(startOf(story, id("us")));
        assertThat(part(story).yanked()).isFalse();
    }

    private static ReleaseStory inTheFirst() {
        return approvedUpTo(Stage.PRODUCTION).under(POLICY).deployed(PRODUCTION_DEPLOYMENT, "production");
    }

    private static ReleaseStory runsInOneAndFailedInTheOther() {
        return inTheFirst()
                .after(Duration.ofDays(3))
                .told(CI, deployment(id("us"), "production-us", Strategy.ROLLING))
                .told(CI, new DeploymentFailed(id("us"), "x", null, null, null));
    }

    private static Changelog.Part part(ReleaseStory story) {
        return Changelog.Part.of(story.release(), POLICY).orElseThrow();
    }

    private static Instant startOf(ReleaseStory story, UUID deployment) {
        return Objects.requireNonNull(story.release().deployments().get(deployment))
                .startedAt();
    }
}

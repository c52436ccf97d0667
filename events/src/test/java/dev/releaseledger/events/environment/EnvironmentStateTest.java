package dev.releaseledger.events.environment;

import static dev.releaseledger.events.release.ReleaseStory.id;
import static org.assertj.core.api.Assertions.assertThat;

import dev.releaseledger.events.envelope.Attribution;
import dev.releaseledger.events.release.Person;
import dev.releaseledger.events.release.ReleaseStory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What runs in an environment. */
class EnvironmentStateTest {
    private static RunningVersion version(String version) {
        return new RunningVersion(id("release " + version), id("deployment " + version), version, null);
    }

    private static EnvironmentState took(EnvironmentState before, int minute, String version) {
        return before.evolve(new VersionTookOver(version(version)), at(minute));
    }

    private static EnvironmentState told(EnvironmentState before, int minute, String version) {
        Attribution live = at(minute);
        return before.evolve(
                new VersionTookOver(version(version)),
                new Attribution(live.actor(), live.roles(), live.decidedAt(), live.decidedAt()));
    }

    private static EnvironmentState returned(
            EnvironmentState before, int minute, String takenBack, @Nullable String to) {
        return before.evolve(
                new VersionReturned(id("rollback"), version(takenBack).deploymentId(), to), at(minute));
    }

    private static Attribution at(int minute) {
        return new Attribution(
                Person.CI.id(), Person.CI.roles(), ReleaseStory.BEGINNING.plusSeconds(60L * minute), null);
    }

    private static EnvironmentState three() {
        return took(took(took(EnvironmentState.empty(), 1, "1.0"), 2, "1.1"), 3, "1.2");
    }

    @Test
    void atFirstNothingRuns() {
        assertThat(EnvironmentState.empty().current()).isEmpty();
        assertThat(EnvironmentState.empty().without(id("any"))).isEmpty();
        assertThat(EnvironmentState.empty().healthy("1.0", null)).isEmpty();
        assertThat(EnvironmentState.empty().healthy(null, null)).isEmpty();
    }

    @Test
    void whatTookOverLastRuns() {
        assertThat(three().current()).hasValue(version("1.2"));
        assertThat(three().without(version("1.2").deploymentId())).hasValue(version("1.1"));
        assertThat(three().without(version("1.0").deploymentId())).hasValue(version("1.2"));
    }

    @Test
    void whatIsToldOfThePastIsPutWhereItBelongs() {
        EnvironmentState told = told(told(took(EnvironmentState.empty(), 3, "1.2"), 1, "1.0"), 2, "1.1");

        assertThat(told.stays()).isEqualTo(three().stays());
        assertThat(told.current()).hasValue(version("1.2"));
    }

    @Test
    void whatTookOverAtTheSameTimeRunsInTheOrderThatItWasTold() {
        assertThat(took(took(EnvironmentState.empty(), 1, "1.0"), 1, "1.1").current())
                .hasValue(version("1.1"));
    }

    @Test
    void whatIsTakenBackNeverRanHealthy_andWhatItReturnedToRuns() {
        EnvironmentState after = returned(three(), 4, "1.2", "1.1");

        assertThat(after.current()).hasValue(version("1.1"));
        assertThat(after.healthy("1.2", null)).isEmpty();
    }

    @Test
    void aRollbackMayReturnFurther() {
        EnvironmentState after = returned(three(), 4, "1.2", "1.0");

        assertThat(after.current()).hasValue(version("1.0"));
        assertThat(after.without(version("1.0").deploymentId())).hasValue(version("1.1"));
    }

    @Test
    void whatItReturnedToCanBeTakenBackToo() {
        EnvironmentState after = returned(returned(three(), 4, "1.2", "1.1"), 5, "1.1", "1.0");

        assertThat(after.current()).hasValue(version("1.0"));
        assertThat(after.healthy("1.1", null)).isEmpty();
    }

    @Test
    void whenTheFirstVersionIsTakenBack_nothingIsLeft() {
        EnvironmentState after = returned(took(EnvironmentState.empty(), 1, "1.0"), 2, "1.0", null);

        assertThat(after.current()).isEmpty();
        assertThat(after.healthy("1.0", null)).isEmpty();
    }

    @Test
    void aVersionThatRanTwice_isReturnedToAsItsNewestHealthyDeployment() {
        RunningVersion again = new RunningVersion(id("release 1.0"), id("second deployment"), "1.0", Colour.BLUE);
        EnvironmentState twice =
                took(took(EnvironmentState.empty(), 1, "1.0"), 2, "1.1").evolve(new VersionTookOver(again), at(3));
        assertThat(twice.healthy("1.0", null)).hasValue(again);

        EnvironmentState after = twice.evolve(new VersionReturned(id("rollback"), again.deploymentId(), "1.0"), at(4));
        assertThat(after.current()).hasValue(version("1.0"));
    }

    @Test
    void aVersionThatIsNotKnownToHaveRunHealthy_leavesWhatDid() {
        assertThat(returned(three(), 4, "1.2", "0.9").current()).hasValue(version("1.1"));
    }
}

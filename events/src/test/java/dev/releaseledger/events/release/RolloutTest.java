package dev.releaseledger.events.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.releaseledger.events.environment.Colour;
import dev.releaseledger.events.policy.DeploymentPolicy;
import dev.releaseledger.events.policy.PolicyBook;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The steps of each strategy. */
class RolloutTest {
    private static final DeploymentPolicy POLICY = PolicyBook.defaultPolicy().deployments();

    private static Rollout of(Strategy strategy) {
        return Rollout.of(strategy, POLICY, new RollingSize(4, 1), Colour.BLUE, Set.of("pay-later"));
    }

    private static String words(RolloutStep step) {
        return step.name() + " " + step.percent() + " " + step.atLeast() + (step.judged() ? " judged" : "");
    }

    @Test
    void aBigBangHasNoSteps_andCanBeVerifiedAtOnce() {
        assertThat(of(Strategy.BIG_BANG).steps()).isEmpty();
        assertThat(of(Strategy.BIG_BANG).lastBeforeVerification()).isEmpty();
    }

    @Test
    void aDarkDeploymentHasNoSteps_itsFlagsOpenIt() {
        assertThat(of(Strategy.FEATURE_FLAGS)).isEqualTo(new Rollout.Dark(Set.of("pay-later")));
        assertThat(of(Strategy.FEATURE_FLAGS).steps()).isEmpty();
        assertThat(of(Strategy.FEATURE_FLAGS).lastBeforeVerification()).isEmpty();
    }

    @Test
    void aCanaryGoesUpAsThePolicySays() {
        assertThat(of(Strategy.CANARY).steps())
                .extracting(RolloutTest::words)
                .containsExactly(
                        "5-percent 5 PT5M judged",
                        "25-percent 25 PT5M judged",
                        "50-percent 50 PT5M judged",
                        "100-percent 100 PT5M judged");
        assertThat(of(Strategy.CANARY).lastBeforeVerification())
                .hasValueSatisfying(last -> assertThat(last.percent()).isEqualTo(100));
    }

    @Test
    void aBlueGreenDeploymentIsVerifiedAfterTheSwitch_andRetiresTheOldColourLater() {
        assertThat(of(Strategy.BLUE_GREEN).steps())
                .extracting(RolloutTest::words)
                .containsExactly("verify-idle 0 PT0S", "switch 100 PT1H", "retire 100 PT0S");
        assertThat(of(Strategy.BLUE_GREEN).lastBeforeVerification())
                .hasValueSatisfying(last -> assertThat(last.name()).isEqualTo("switch"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            4     | 1    | 25 50 75 100
            7     | 3    | 42 85 100
            3     | 2    | 66 100
            5     | 5    | 100
            1     | 1    | 100
            10000 | 9999 | 99 100
            """)
    void batchesGoOnUntilAllInstancesAreReplaced_theLastOneMayBeSmaller(int instances, int batch, String percents) {
        RollingSize size = new RollingSize(instances, batch);
        Rollout rolling = Rollout.Rolling.of(size, true);

        assertThat(rolling.steps().stream().map(step -> "" + step.percent())).containsExactly(percents.split(" "));
        assertThat(rolling.steps()).hasSize(size.batches()).allMatch(RolloutStep::judged);
        assertThat(rolling.steps().getFirst().name()).isEqualTo("batch-1");
        assertThat(rolling.lastBeforeVerification()).hasValue(rolling.steps().getLast());
        assertThat(rolling.after(size.batches())).isEmpty();
    }

    @Test
    void whatWasPlannedIsReadAsItself() {
        for (Strategy strategy : Strategy.values()) {
            Rollout rollout = of(strategy);
            RolloutPlanned planned = new RolloutPlanned(
                    ReleaseStory.PRODUCTION_DEPLOYMENT,
                    rollout.steps(),
                    strategy == Strategy.ROLLING ? new RollingSize(4, 1) : null,
                    strategy == Strategy.BLUE_GREEN ? Colour.BLUE : null,
                    strategy == Strategy.FEATURE_FLAGS ? Set.of("pay-later") : Set.of(),
                    null,
                    Baseline.UNKNOWN);
            assertThat(Rollout.of(strategy, planned)).isEqualTo(rollout);
        }
    }
}

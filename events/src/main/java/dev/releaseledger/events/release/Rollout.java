package dev.releaseledger.events.release;

import dev.releaseledger.events.environment.Colour;
import dev.releaseledger.events.policy.DeploymentPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** How a deployment goes, by its strategy: its steps, and which of them come before it can be verified. */
public sealed interface Rollout {

    /** The steps in their order; none where everything happens at once. */
    List<RolloutStep> steps();

    /** The step after which the deployment can be verified; empty where it can be from the beginning. */
    Optional<RolloutStep> lastBeforeVerification();

    /** Everything at once. */
    record BigBang() implements Rollout {
        @Override
        public List<RolloutStep> steps() {
            return List.of();
        }

        @Override
        public Optional<RolloutStep> lastBeforeVerification() {
            return Optional.empty();
        }
    }

    /** Batch by batch: {@code batch-1}, {@code batch-2}, … */
    record Rolling(RollingSize size, List<RolloutStep> steps) implements Rollout {
        /** As many steps as it takes. */
        public static Rolling of(RollingSize size, boolean judged) {
            List<RolloutStep> steps = new ArrayList<>();
            for (int done = 0; done < size.instances(); ) {
                done = Math.min(size.instances(), done + size.batch());
                steps.add(new RolloutStep(
                        "batch-" + (steps.size() + 1), (int) (100L * done / size.instances()), Duration.ZERO, judged));
            }
            return new Rolling(size, List.copyOf(steps));
        }

        @Override
        public Optional<RolloutStep> lastBeforeVerification() {
            return Optional.of(steps.getLast());
        }
    }

    /** The idle colour is deployed to and looked at, traffic switches, the old colour is kept, and retired in the end. */
    record BlueGreen(Colour idle, List<RolloutStep> steps) implements Rollout {
        /** Somebody looked at the idle colour before anybody used it. */
        public static final String VERIFY_IDLE = "verify-idle";

        /** Traffic goes to it. */
        public static final String SWITCH = "switch";

        /** The old colour is gone; it comes after the verification. */
        public static final String RETIRE = "retire";

        /** With the old colour kept so long. */
        public static BlueGreen of(Colour idle, Duration keep) {
            return new BlueGreen(
                    idle,
                    List.of(
                            new RolloutStep(VERIFY_IDLE, 0, Duration.ZERO, false),
                            new RolloutStep(SWITCH, 100, keep, false),
                            new RolloutStep(RETIRE, 100, Duration.ZERO, false)));
        }

        @Override
        public Optional<RolloutStep> lastBeforeVerification() {
            return steps.stream().filter(step -> step.name().equals(SWITCH)).findFirst();
        }
    }

    /** Traffic goes up: {@code 5-percent}, {@code 25-percent}, … */
    record Canary(List<RolloutStep> steps) implements Rollout {
        @Override
        public Optional<RolloutStep> lastBeforeVerification() {
            return Optional.of(steps.getLast());
        }
    }

    /** Dark, until flags open it. */
    record Dark(Set<String> flags) implements Rollout {
        @Override
        public List<RolloutStep> steps() {
            return List.of();
        }

        @Override
        public Optional<RolloutStep> lastBeforeVerification() {
            return Optional.empty();
        }
    }

    /**
     * As the policy has it.
     *
     * @param size how many instances a rolling deployment replaces
     * @param idle the colour that a blue-green deployment goes to
     * @param flags the flags that open a dark deployment
     */
    static Rollout of(Strategy strategy, DeploymentPolicy policy, RollingSize size, Colour idle, Set<String> flags) {
        return switch (strategy) {
            case BIG_BANG -> new BigBang();
            case ROLLING -> Rolling.of(size, policy.rolling().judged());
            case BLUE_GREEN -> BlueGreen.of(idle, policy.blueGreen().keep());
            case CANARY ->
                new Canary(policy.canary().steps().stream()
                        .map(step -> new RolloutStep(
                                step.percent() + "-percent",
                                step.percent(),
                                step.atLeast(),
                                policy.canary().judged()))
                        .toList());
            case FEATURE_FLAGS -> new Dark(flags);
        };
    }

    /** As it was recorded. */
    static Rollout of(Strategy strategy, RolloutPlanned planned) {
        return switch (strategy) {
            case BIG_BANG -> new BigBang();
            case ROLLING ->
                new Rolling(planned.rolling() == null ? new RollingSize(1, 1) : planned.rolling(), planned.steps());
            case BLUE_GREEN -> new BlueGreen(planned.idle() == null ? Colour.GREEN : planned.idle(), planned.steps());
            case CANARY -> new Canary(planned.steps());
            case FEATURE_FLAGS -> new Dark(planned.flags());
        };
    }

    /** The step that follows this many. */
    default Optional<RolloutStep> after(int taken) {
        return taken < steps().size() ? Optional.of(steps().get(taken)) : Optional.empty();
    }
}

package dev.releaseledger.query.release.view;

import dev.releaseledger.events.environment.Colour;
import dev.releaseledger.events.release.Deployment;
import dev.releaseledger.events.release.HealthVerdict;
import dev.releaseledger.events.release.RollingSize;
import dev.releaseledger.events.release.Rollout;
import dev.releaseledger.events.release.RolloutStep;
import dev.releaseledger.events.release.Strategy;
import dev.releaseledger.events.release.TakenStep;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How a deployment goes, step by step.
 *
 * @param strategy its strategy
 * @param rolling how many instances are replaced; null for another strategy than {@code ROLLING}
 * @param idle the colour that is deployed to; null for another strategy than {@code BLUE_GREEN}
 * @param flags the keys of the flags that open it; none for another strategy than {@code FEATURE_FLAGS}
 * @param flagStandings what the ledger knows of each of those flags; none where only the release's own entries are told, as in
 *     its history
 * @param steps its steps in their order; none where everything happens at once
 * @param next the step that follows; null where none does
 */
public record RolloutStanding(
        Strategy strategy,
        @Nullable RollingSize rolling,
        @Nullable Colour idle,
        Set<String> flags,
        List<FlagStanding> flagStandings,
        List<StepStanding> steps,
        @Nullable NextStep next) {

    /**
     * A step.
     *
     * @param percent how far the deployment is with it, from 0 to 100
     * @param atLeast how long it lasts at least before the next one
     * @param judged whether health reports have to find it healthy before the next one, or the verification, follows
     * @param by who said that it was taken; null while it was not
     * @param at when it was taken; null while it was not
     */
    public record StepStanding(
            String name,
            int percent,
            Duration atLeast,
            boolean judged,
            @Nullable UUID by,
            @Nullable Instant at) {}

    /** What a step waits for, besides time. */
    public enum AwaitedByStep {
        /** Health reports of a time after the step before have to say that it is healthy. */
        HEALTH,
        /** The deployment has to be verified. */
        VERIFICATION,
        /** Nothing. */
        NOTHING
    }

    /**
     * The step that follows.
     *
     * @param from from when on it may be taken: the step before has lasted long enough then
     * @param awaits what has to come before, besides that time
     */
    public record NextStep(String name, int percent, Instant from, AwaitedByStep awaits) {}

    static RolloutStanding of(Rollout rollout, Deployment deployment, Map<String, FlagStanding> flags) {
        return new RolloutStanding(
                deployment.strategy(),
                rollout instanceof Rollout.Rolling rolling ? rolling.size() : null,
                rollout instanceof Rollout.BlueGreen colours ? colours.idle() : null,
                rollout instanceof Rollout.Dark dark ? dark.flags() : Set.of(),
                rollout instanceof Rollout.Dark dark ? standings(dark, flags) : List.of(),
                steps(rollout, deployment),
                next(deployment));
    }

    private static List<FlagStanding> standings(Rollout.Dark dark, Map<String, FlagStanding> flags) {
        return dark.flags().stream()
                .sorted()
                .map(flags::get)
                .filter(Objects::nonNull)
                .toList();
    }

    /** Steps are taken in their order, none is left out. */
    private static List<StepStanding> steps(Rollout rollout, Deployment deployment) {
        List<StepStanding> steps = new ArrayList<>();
        for (RolloutStep step : rollout.steps()) {
            TakenStep taken = steps.size() < deployment.taken().size()
                    ? deployment.taken().get(steps.size())
                    : null;
            steps.add(new StepStanding(
                    step.name(),
                    step.percent(),
                    step.atLeast(),
                    step.judged(),
                    taken == null ? null : taken.by(),
                    taken == null ? null : taken.at()));
        }
        return List.copyOf(steps);
    }

    private static @Nullable NextStep next(Deployment deployment) {
        if (!deployment.isRunning() && !deployment.isVerified()) {
            return null;
        }
        Instant from = deployment
                .lastStep()
                .map(last -> last.at().plus(last.step().atLeast()))
                .orElse(deployment.startedAt());
        return deployment
                .nextStep()
                .map(step -> new NextStep(step.name(), step.percent(), from, awaited(deployment)))
                .orElse(null);
    }

    private static AwaitedByStep awaited(Deployment deployment) {
        if (deployment.isRunning() && deployment.stepBeforeVerification().isEmpty()) {
            return AwaitedByStep.VERIFICATION;
        }
        boolean unhealthy = deployment.health().verdict() == HealthVerdict.UNHEALTHY;
        boolean notYetHealthy = deployment
                .lastStep()
                .filter(last -> last.step().judged() && !deployment.isHealthySince(last.at()))
                .isPresent();
        return unhealthy || notYetHealthy ? AwaitedByStep.HEALTH : AwaitedByStep.NOTHING;
    }
}

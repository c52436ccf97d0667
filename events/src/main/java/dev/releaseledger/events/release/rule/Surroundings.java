package dev.releaseledger.events.release.rule;

import dev.releaseledger.events.environment.EnvironmentState;
import dev.releaseledger.events.freeze.FreezeState;
import org.jspecify.annotations.Nullable;

/**
 * What an event is judged by beside its release and its policy. Each is as nothing where the event is not judged by it.
 *
 * @param held what another release holds of the claims that the event takes; null where nothing is known to be held
 * @param freezes the product's freezes
 * @param environment the environment that the event is about
 */
public record Surroundings(@Nullable HeldClaim held, FreezeState freezes, EnvironmentState environment) {
    /** Nothing is around. */
    public static final Surroundings NONE = new Surroundings(null, FreezeState.none(), EnvironmentState.empty());

    /** Only what another release holds. */
    public static Surroundings of(@Nullable HeldClaim held) {
        return new Surroundings(held, FreezeState.none(), EnvironmentState.empty());
    }

    /** With these freezes. */
    public Surroundings with(FreezeState others) {
        return new Surroundings(held, others, environment);
    }

    /** With this environment. */
    public Surroundings with(EnvironmentState other) {
        return new Surroundings(held, freezes, other);
    }
}

package dev.releaseledger.command.environment;

import dev.releaseledger.events.environment.EnvironmentState;
import dev.releaseledger.events.release.Baseline;
import dev.releaseledger.events.release.rule.HeldClaim;
import dev.releaseledger.events.release.rule.Surroundings;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a decision finds in an environment.
 *
 * @param environment what ran there
 * @param usual what was usual with what runs there now; looked up when it is asked for
 * @param held what another release is known to hold of the place there; null where nothing is
 */
public record There(
        EnvironmentState environment,
        Supplier<Baseline> usual,
        @Nullable HeldClaim held) {
    /** Nothing is known of it. */
    public static final There NOTHING = new There(EnvironmentState.empty(), () -> Baseline.UNKNOWN, null);

    /** As what an event is judged by. */
    public Surroundings around() {
        return Surroundings.of(held).with(environment);
    }
}

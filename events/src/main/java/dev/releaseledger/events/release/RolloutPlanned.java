package dev.releaseledger.events.release;

import dev.releaseledger.events.envelope.EventName;
import dev.releaseledger.events.environment.Colour;
import dev.releaseledger.events.environment.RunningVersion;
import dev.releaseledger.events.policy.Sorted;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How a deployment that began goes on, step by step, and what it takes the place of.
 *
 * @param deploymentId the deployment
 * @param steps its steps in their order, as its strategy and the policy have them; none where everything happens at once
 * @param rolling how many instances are replaced; null for another strategy than {@code ROLLING}
 * @param idle the colour that is deployed to; null for another strategy than {@code BLUE_GREEN}
 * @param flags the keys of the flags that open it; none for another strategy than {@code FEATURE_FLAGS}
 * @param replaces what runs in the environment until now; null where nothing is known to
 * @param baseline what was usual with what ran there healthy last
 */
@EventName("release.rollout-planned.v1")
public record RolloutPlanned(
        UUID deploymentId,
        List<RolloutStep> steps,
        @Nullable RollingSize rolling,
        @Nullable Colour idle,
        Set<String> flags,
        @Nullable RunningVersion replaces,
        Baseline baseline)
        implements ReleaseEvent {
    public RolloutPlanned {
        steps = List.copyOf(steps);
        flags = Sorted.copyOf(flags);
    }
}

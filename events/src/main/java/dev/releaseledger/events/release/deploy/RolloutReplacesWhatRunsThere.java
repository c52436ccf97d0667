package dev.releaseledger.events.release.deploy;

import dev.releaseledger.events.environment.RunningVersion;
import dev.releaseledger.events.release.RolloutPlanned;
import dev.releaseledger.events.release.rule.Proposal;
import dev.releaseledger.events.release.rule.Rule;
import dev.releaseledger.events.release.rule.Violation;
import java.util.Objects;
import java.util.Optional;

/** A deployment takes the place of what runs in its environment, and goes to the colour where that does not run. */
public final class RolloutReplacesWhatRunsThere implements Rule<RolloutPlanned> {
    @Override
    public Optional<Violation> judge(Proposal<? extends RolloutPlanned> proposal) {
        RunningVersion there = proposal.around().environment().current().orElse(null);
        if (there != null
                && there.colour() != null
                && there.colour() == proposal.event().idle()) {
            return conflict(there.version() + " runs in " + there.colour() + "; deploy to "
                    + there.colour().other());
        }
        return Objects.equals(proposal.event().replaces(), there)
                ? Optional.empty()
                : conflict(there == null ? "nothing is known to run there" : there.version() + " runs there");
    }
}

package dev.releaseledger.events.flag;

import dev.releaseledger.events.release.rule.Violation;
import dev.releaseledger.events.rule.StreamProposal;
import dev.releaseledger.events.rule.StreamRule;
import java.util.Optional;

/** A flag that is disabled is enabled first: whoever disabled it had a reason. */
public final class DisabledFlagIsNotAdvanced implements StreamRule<FlagSituation, RolloutAdvanced> {
    @Override
    public Optional<Violation> judge(StreamProposal<FlagSituation, ? extends RolloutAdvanced> proposal) {
        return proposal.state()
                .flag()
                .filter(flag -> flag.standing() instanceof Flag.Standing.Disabled)
                .flatMap(flag -> conflict("the flag is disabled; enable it first"));
    }
}

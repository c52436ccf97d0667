package dev.releaseledger.events.flag;

import dev.releaseledger.events.release.rule.Violation;
import dev.releaseledger.events.rule.StreamProposal;
import dev.releaseledger.events.rule.StreamRule;
import java.util.Optional;

/** What is disabled can be enabled. */
public final class OnlyADisabledFlagIsEnabled implements StreamRule<FlagSituation, FlagEnabled> {
    @Override
    public Optional<Violation> judge(StreamProposal<FlagSituation, ? extends FlagEnabled> proposal) {
        return proposal.state().flag().flatMap(flag -> switch (flag.standing()) {
            case Flag.Standing.Disabled disabled -> Optional.empty();
            case Flag.Standing.Enabled enabled -> conflict("the flag is enabled");
        });
    }
}

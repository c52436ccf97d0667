package dev.releaseledger.events.flag;

import dev.releaseledger.events.envelope.EventName;
import java.util.List;

/**
 * Whom the flag serves what, whatever its rollout has reached. The rules take the place of all those before.
 *
 * @param rules the rules, of which the first that matches is followed; none lets the rollout decide alone
 */
@EventName("flag.targeting-set.v1")
public record FlagTargetingSet(List<TargetingRule> rules) implements FlagEvent {
    public FlagTargetingSet {
        rules = List.copyOf(rules);
    }
}

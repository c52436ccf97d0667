package dev.releaseledger.events.flag;

import dev.releaseledger.events.release.rule.Violation;
import dev.releaseledger.events.rule.StreamProposal;
import dev.releaseledger.events.rule.StreamRule;
import java.util.List;
import java.util.Optional;

/** A split divides everybody over variants that the flag has. */
public final class SplitAddsUp implements StreamRule<FlagSituation, FlagSplitSet> {
    @Override
    public Optional<Violation> judge(StreamProposal<FlagSituation, ? extends FlagSplitSet> proposal) {
        FlagSplitSet event = proposal.event();
        return proposal.state().flag().flatMap(flag -> {
            List<String> unknown = event.weights().keySet().stream()
                    .filter(name -> flag.variant(name).isEmpty())
                    .toList();
            if (!unknown.isEmpty()) {
                return unprocessable("weights name no variant of the flag: " + String.join(", ", unknown) + "; it has "
                        + String.join(", ", flag.variants()));
            }
            if (event.weights().values().stream().anyMatch(weight -> weight < 0 || weight > Flag.EVERYBODY)) {
                return unprocessable("a weight is from 0 to " + Flag.EVERYBODY + " basis points");
            }
            int sum = event.weights().values().stream()
                    .mapToInt(Integer::intValue)
                    .sum();
            return sum == Flag.EVERYBODY
                    ? Optional.empty()
                    : unprocessable("the weights add up to " + sum + ", not to " + Flag.EVERYBODY + " basis points");
        });
    }
}

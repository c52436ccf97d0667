package dev.releaseledger.events.flag;

import dev.releaseledger.events.release.rule.Violation;
import dev.releaseledger.events.rule.StreamProposal;
import dev.releaseledger.events.rule.StreamRule;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A rule serves what the flag has. */
public final class TargetingServesItsVariants implements StreamRule<FlagSituation, FlagTargetingSet> {
    @Override
    public Optional<Violation> judge(StreamProposal<FlagSituation, ? extends FlagTargetingSet> proposal) {
        return proposal.state().flag().flatMap(flag -> {
            List<TargetingRule> rules = proposal.event().rules();
            String unknown = IntStream.range(0, rules.size())
                    .filter(i -> flag.variant(rules.get(i).serve()).isEmpty())
                    .mapToObj(i -> "rules[" + i + "].serve")
                    .collect(Collectors.joining(", "));
            return unknown.isEmpty()
                    ? Optional.empty()
                    : unprocessable(unknown + ": no variant of the flag; it has " + String.join(", ", flag.variants()));
        });
    }
}

package dev.releaseledger.events.flag;

import dev.releaseledger.events.envelope.EntryJson;
import dev.releaseledger.events.release.rule.Violation;
import dev.releaseledger.events.rule.StreamProposal;
import dev.releaseledger.events.rule.StreamRule;
import java.util.List;
import java.util.Optional;

/** What rules compare can be compared, and there is not more of it than can be evaluated at once. */
public final class TargetingIsSound implements StreamRule<FlagSituation, FlagTargetingSet> {
    @Override
    public Optional<Violation> judge(StreamProposal<FlagSituation, ? extends FlagTargetingSet> proposal) {
        List<FlagFault> faults = TargetingFaults.in(
                EntryJson.mapper().valueToTree(proposal.event().rules()));
        return faults.isEmpty() ? Optional.empty() : unprocessable(FlagFault.inWords(faults));
    }
}

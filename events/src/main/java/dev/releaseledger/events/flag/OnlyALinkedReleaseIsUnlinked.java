package dev.releaseledger.events.flag;

import dev.releaseledger.events.release.rule.Violation;
import dev.releaseledger.events.rule.StreamProposal;
import dev.releaseledger.events.rule.StreamRule;
import java.util.Optional;

/** A link is taken away that is there. */
public final class OnlyALinkedReleaseIsUnlinked implements StreamRule<FlagSituation, FlagUnlinked> {
    @Override
    public Optional<Violation> judge(StreamProposal<FlagSituation, ? extends FlagUnlinked> proposal) {
        return proposal.state()
                .flag()
                .filter(flag -> !flag.releases().contains(proposal.event().releaseId()))
                .flatMap(flag -> conflict("the flag is not linked to that release"));
    }
}

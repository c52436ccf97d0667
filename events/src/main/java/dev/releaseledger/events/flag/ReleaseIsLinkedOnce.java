package dev.releaseledger.events.flag;

import dev.releaseledger.events.release.rule.Violation;
import dev.releaseledger.events.rule.StreamProposal;
import dev.releaseledger.events.rule.StreamRule;
import java.util.Optional;

/** A flag is linked to a release that it is not linked to. */
public final class ReleaseIsLinkedOnce implements StreamRule<FlagSituation, FlagLinked> {
    @Override
    public Optional<Violation> judge(StreamProposal<FlagSituation, ? extends FlagLinked> proposal) {
        return proposal.state()
                .flag()
                .filter(flag -> flag.releases().contains(proposal.event().releaseId()))
                .flatMap(flag -> conflict("the flag is linked to that release already"));
    }
}

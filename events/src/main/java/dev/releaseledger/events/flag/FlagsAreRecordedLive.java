package dev.releaseledger.events.flag;

import dev.releaseledger.events.release.rule.Violation;
import dev.releaseledger.events.rule.StreamProposal;
import dev.releaseledger.events.rule.StreamRule;
import java.util.Optional;

/** What a flag serves is recorded as it happens: people are served by it, so that there is nothing to say of it afterwards. */
public final class FlagsAreRecordedLive implements StreamRule<FlagSituation, FlagEvent> {
    @Override
    public Optional<Violation> judge(StreamProposal<FlagSituation, ? extends FlagEvent> proposal) {
        return proposal.by().isBackfill()
                ? unprocessable("leave out occurredAt: what a flag serves is recorded as it happens")
                : Optional.empty();
    }
}

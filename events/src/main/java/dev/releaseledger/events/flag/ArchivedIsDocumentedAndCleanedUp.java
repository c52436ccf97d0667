package dev.releaseledger.events.flag;

import dev.releaseledger.events.release.rule.Violation;
import dev.releaseledger.events.rule.StreamProposal;
import dev.releaseledger.events.rule.StreamRule;
import java.util.Optional;

/** A flag is archived once it is out of the code, with what there is to know about it. */
public final class ArchivedIsDocumentedAndCleanedUp implements StreamRule<FlagSituation, FlagArchived> {
    @Override
    public Optional<Violation> judge(StreamProposal<FlagSituation, ? extends FlagArchived> proposal) {
        if (proposal.event().documentation().isBlank()) {
            return unprocessable("documentation is empty; link to what there is to know about the flag");
        }
        return proposal.state()
                .flag()
                .filter(flag -> flag.cleanUp() == null)
                .flatMap(flag -> conflict("the flag is in the code; say first how it was cleaned up"));
    }
}

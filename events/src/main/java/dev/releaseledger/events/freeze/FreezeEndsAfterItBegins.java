package dev.releaseledger.events.freeze;

import dev.releaseledger.events.release.rule.Violation;
import dev.releaseledger.events.rule.StreamProposal;
import dev.releaseledger.events.rule.StreamRule;
import java.time.Instant;
import java.util.Optional;

/** A freeze that has an end holds for some time, and is not over when it is declared. */
public final class FreezeEndsAfterItBegins implements StreamRule<FreezeState, FreezeDeclared> {
    @Override
    public Optional<Violation> judge(StreamProposal<FreezeState, ? extends FreezeDeclared> proposal) {
        Instant from = proposal.event().from();
        Instant until = proposal.event().until();
        if (until == null) {
            return Optional.empty();
        }
        if (!until.isAfter(from)) {
            return unprocessable("it would end at " + until + ", which is not after its beginning at " + from);
        }
        return until.isAfter(proposal.by().judgedAt())
                ? Optional.empty()
                : unprocessable("it would be over since " + until + ", before it is declared");
    }
}

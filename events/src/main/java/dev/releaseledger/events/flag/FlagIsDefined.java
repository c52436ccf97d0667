package dev.releaseledger.events.flag;

import dev.releaseledger.events.release.rule.Violation;
import dev.releaseledger.events.rule.StreamProposal;
import dev.releaseledger.events.rule.StreamRule;
import java.util.Optional;

/** A flag is defined once, and before anything else is said of it. */
public final class FlagIsDefined implements StreamRule<FlagSituation, FlagEvent> {
    @Override
    public Optional<Violation> judge(StreamProposal<FlagSituation, ? extends FlagEvent> proposal) {
        boolean defines = proposal.event() instanceof FlagDefined;
        return switch (proposal.state().state()) {
            case Undefined undefined -> defines ? Optional.empty() : conflict("there is no such flag");
            case Flag flag -> defines ? conflict("the flag is defined already") : Optional.empty();
        };
    }
}

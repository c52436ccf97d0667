package dev.releaseledger.events.release.repin;

import dev.releaseledger.events.release.PolicyRepinProposed;
import dev.releaseledger.events.release.RepinProposal;
import dev.releaseledger.events.release.rule.Proposal;
import dev.releaseledger.events.release.rule.Rule;
import dev.releaseledger.events.release.rule.Violation;
import java.util.Optional;

/** A release is to go by another version than it does, and that is proposed once. */
public final class RepinChangesTheVersion implements Rule<PolicyRepinProposed> {
    @Override
    public Optional<Violation> judge(Proposal<? extends PolicyRepinProposed> proposal) {
        int version = proposal.event().version();
        if (version == proposal.release().plan().policyVersion()) {
            return conflict("the release goes by version " + version + " already");
        }
        RepinProposal open = proposal.release().repin();
        return open != null && open.version() == version
                ? conflict("version " + version + " is proposed already; a manager grants it")
                : Optional.empty();
    }
}

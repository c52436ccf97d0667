package dev.releaseledger.events.release.repin;

import dev.releaseledger.events.release.PolicyRepinned;
import dev.releaseledger.events.release.RepinProposal;
import dev.releaseledger.events.release.rule.Proposal;
import dev.releaseledger.events.release.rule.Rule;
import dev.releaseledger.events.release.rule.Violation;
import java.util.Optional;

/** Another policy is proposed by one person and granted by another, who names the first and what the release went by. */
public final class RepinHasASecondPerson implements Rule<PolicyRepinned> {
    @Override
    public Optional<Violation> judge(Proposal<? extends PolicyRepinned> proposal) {
        PolicyRepinned event = proposal.event();
        RepinProposal open = proposal.release().repin();
        if (open == null || open.version() != event.to()) {
            return conflict("nobody has proposed version " + event.to()
                    + " of the policy; a release manager proposes, a manager grants");
        }
        if (event.from() != proposal.release().plan().policyVersion()) {
            return conflict("the release goes by version "
                    + proposal.release().plan().policyVersion() + ", not by " + event.from());
        }
        if (!open.by().equals(event.proposedBy())) {
            return conflict("it was proposed by " + open.by() + ", not by " + event.proposedBy());
        }
        return open.by().equals(proposal.by().actor())
                ? forbidden("who proposed another policy cannot grant it too")
                : Optional.empty();
    }
}

package dev.releaseledger.events.policy.publish;

import dev.releaseledger.events.policy.PolicyDiff;
import dev.releaseledger.events.policy.PolicyDocument;
import dev.releaseledger.events.policy.PolicyState;
import dev.releaseledger.events.policy.PolicyVersionPublished;
import dev.releaseledger.events.release.rule.Violation;
import dev.releaseledger.events.rule.StreamProposal;
import dev.releaseledger.events.rule.StreamRule;
import java.util.Optional;

/** A new version differs from the one before. */
public final class PolicySaysSomethingNew implements StreamRule<PolicyState, PolicyVersionPublished> {
    @Override
    public Optional<Violation> judge(StreamProposal<PolicyState, ? extends PolicyVersionPublished> proposal) {
        PolicyVersionPublished event = proposal.event();
        return switch (PolicyDocument.read(event.policy(), event.version())) {
            case PolicyDocument.Reading.Whole whole ->
                PolicyDiff.between(proposal.state().current(), whole.policy()).isEmpty()
                        ? conflict("the policy is the same as version "
                                + proposal.state().current().version())
                        : Optional.empty();
            case PolicyDocument.Reading.Faulty faulty -> Optional.empty();
        };
    }
}

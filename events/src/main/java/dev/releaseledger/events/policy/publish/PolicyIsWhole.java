package dev.releaseledger.events.policy.publish;

import dev.releaseledger.events.policy.PolicyDocument;
import dev.releaseledger.events.policy.PolicyFault;
import dev.releaseledger.events.policy.PolicyState;
import dev.releaseledger.events.policy.PolicyVersionPublished;
import dev.releaseledger.events.release.rule.Violation;
import dev.releaseledger.events.rule.StreamProposal;
import dev.releaseledger.events.rule.StreamRule;
import java.util.Optional;

/** A policy is published without a fault. */
public final class PolicyIsWhole implements StreamRule<PolicyState, PolicyVersionPublished> {
    @Override
    public Optional<Violation> judge(StreamProposal<PolicyState, ? extends PolicyVersionPublished> proposal) {
        PolicyVersionPublished event = proposal.event();
        return switch (PolicyDocument.read(event.policy(), event.version())) {
            case PolicyDocument.Reading.Whole whole -> Optional.empty();
            case PolicyDocument.Reading.Faulty faulty -> unprocessable(PolicyFault.inWords(faulty.faults()));
        };
    }
}

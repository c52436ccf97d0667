package dev.releaseledger.events.policy.publish;

import dev.releaseledger.events.access.Right;
import dev.releaseledger.events.access.Role;
import dev.releaseledger.events.access.RoleTable;
import dev.releaseledger.events.policy.PolicyState;
import dev.releaseledger.events.policy.PolicyVersionPublished;
import dev.releaseledger.events.release.rule.Violation;
import dev.releaseledger.events.rule.StreamProposal;
import dev.releaseledger.events.rule.StreamRule;
import java.util.Optional;
import java.util.stream.Collectors;

/** A product's rules are published by who has the right to. */
public final class PublisherHasTheRight implements StreamRule<PolicyState, PolicyVersionPublished> {
    @Override
    public Optional<Violation> judge(StreamProposal<PolicyState, ? extends PolicyVersionPublished> proposal) {
        return RoleTable.standard().grants(proposal.by().roles(), Right.PUBLISH_POLICY)
                ? Optional.empty()
                : forbidden("this takes the right " + Right.PUBLISH_POLICY + ", which the roles "
                        + RoleTable.standard().rolesWith(Right.PUBLISH_POLICY).stream()
                                .map(Role::claim)
                                .collect(Collectors.joining(", "))
                        + " give");
    }
}

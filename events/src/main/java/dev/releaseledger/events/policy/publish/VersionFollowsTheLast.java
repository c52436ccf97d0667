package dev.releaseledger.events.policy.publish;

import dev.releaseledger.events.policy.PolicyState;
import dev.releaseledger.events.policy.PolicyVersionPublished;
import dev.releaseledger.events.release.rule.Violation;
import dev.releaseledger.events.rule.StreamProposal;
import dev.releaseledger.events.rule.StreamRule;
import java.util.Optional;

/** A version's number is one more than the one before. */
public final class VersionFollowsTheLast implements StreamRule<PolicyState, PolicyVersionPublished> {
    @Override
    public Optional<Violation> judge(StreamProposal<PolicyState, ? extends PolicyVersionPublished> proposal) {
        int next = proposal.state().current().version() + 1;
        int asked = proposal.event().version();
        return asked == next ? Optional.empty() : conflict("the next version is " + next + ", not " + asked);
    }
}

package dev.releaseledger.events.policy.publish;

import dev.releaseledger.events.envelope.Attribution;
import dev.releaseledger.events.policy.PolicyEvent;
import dev.releaseledger.events.policy.PolicyState;
import dev.releaseledger.events.policy.PolicyVersionPublished;
import dev.releaseledger.events.release.rule.Violation;
import dev.releaseledger.events.rule.StreamProposal;
import dev.releaseledger.events.rule.StreamRule;
import java.util.List;

/** What may follow in the history of a product's rules. */
public final class PolicyRules {
    private static final List<StreamRule<PolicyState, PolicyVersionPublished>> POLICY_VERSION_PUBLISHED = List.of(
            new PublisherHasTheRight(), new VersionFollowsTheLast(), new PolicyIsWhole(), new PolicySaysSomethingNew());

    private PolicyRules() {}

    /**
     * Judges an event.
     *
     * @return every violation; empty when it may follow
     */
    public static List<Violation> judge(PolicyState state, PolicyEvent proposed, Attribution by) {
        return switch (proposed) {
            case PolicyVersionPublished event -> {
                StreamProposal<PolicyState, PolicyVersionPublished> proposal = new StreamProposal<>(state, event, by);
                yield POLICY_VERSION_PUBLISHED.stream()
                        .flatMap(rule -> rule.judge(proposal).stream())
                        .toList();
            }
        };
    }
}

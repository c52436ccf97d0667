package dev.releaseledger.events.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.releaseledger.events.envelope.Attribution;
import dev.releaseledger.events.policy.publish.PolicyRules;
import dev.releaseledger.events.release.Person;
import dev.releaseledger.events.release.ReleaseStory;
import dev.releaseledger.events.release.rule.Violation;
import dev.releaseledger.events.rule.StreamRule;
import java.util.Optional;

/** A product's rules over time. What is told was accepted by every rule; what is asked about is only judged. */
public final class PolicyStory {
    private PolicyState state = PolicyState.unpublished();

    private PolicyStory() {}

    public static PolicyStory begun() {
        return new PolicyStory();
    }

    public PolicyStory told(Person by, PolicyEvent event) {
        assertThat(PolicyRules.judge(state, event, as(by))).isEmpty();
        state = state.evolve(event, as(by));
        return this;
    }

    public void refuses(
            Person by, PolicyEvent event, Class<? extends StreamRule<?, ?>> rule, Violation.Kind kind, String reason) {
        assertThat(violationOf(rule, by, event)).hasValueSatisfying(violation -> {
            assertThat(violation.kind()).isEqualTo(kind);
            assertThat(violation.reason()).contains(reason);
        });
    }

    public void lets(Person by, PolicyEvent event, Class<? extends StreamRule<?, ?>> rule) {
        assertThat(violationOf(rule, by, event)).isEmpty();
    }

    private Optional<Violation> violationOf(Class<? extends StreamRule<?, ?>> rule, Person by, PolicyEvent event) {
        return PolicyRules.judge(state, event, as(by)).stream()
                .filter(violation -> violation.rule().equals(rule.getSimpleName()))
                .findFirst();
    }

    public PolicyState state() {
        return state;
    }

    public static Attribution as(Person by) {
        return new Attribution(by.id(), by.roles(), ReleaseStory.BEGINNING, null);
    }
}

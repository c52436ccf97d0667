package dev.releaseledger.events.finding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.releaseledger.events.envelope.Attribution;
import dev.releaseledger.events.release.Person;
import dev.releaseledger.events.release.rule.Violation;
import dev.releaseledger.events.rule.StreamRule;
import java.time.Instant;
import java.util.Optional;

/** A product's findings over time. What is told was accepted by every rule; what is asked about is only judged. */
final class FindingStory {
    private FindingState state = FindingState.none();
    private Instant now;

    private FindingStory(Instant now) {
        this.now = now;
    }

    static FindingStory at(Instant time) {
        return new FindingStory(time);
    }

    FindingStory then(Instant time) {
        now = time;
        return this;
    }

    FindingStory told(Person by, FindingEvent event) {
        assertThat(FindingRules.judge(state, event, as(by))).isEmpty();
        state = state.evolve(event, as(by));
        return this;
    }

    void refuses(
            Person by, FindingEvent event, Class<? extends StreamRule<?, ?>> rule, Violation.Kind kind, String reason) {
        assertThat(violationOf(rule, by, event)).hasValueSatisfying(violation -> {
            assertThat(violation.kind()).isEqualTo(kind);
            assertThat(violation.reason()).contains(reason);
        });
    }

    void lets(Person by, FindingEvent event, Class<? extends StreamRule<?, ?>> rule) {
        assertThat(violationOf(rule, by, event)).isEmpty();
    }

    private Optional<Violation> violationOf(Class<? extends StreamRule<?, ?>> rule, Person by, FindingEvent event) {
        return FindingRules.judge(state, event, as(by)).stream()
                .filter(violation -> violation.rule().equals(rule.getSimpleName()))
                .findFirst();
    }

    FindingState state() {
        return state;
    }

    Attribution as(Person by) {
        return new Attribution(by.id(), by.roles(), now, null);
    }
}

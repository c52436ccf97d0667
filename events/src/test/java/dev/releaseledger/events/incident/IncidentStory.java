package dev.releaseledger.events.incident;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.releaseledger.events.envelope.Attribution;
import dev.releaseledger.events.policy.IncidentPolicy;
import dev.releaseledger.events.policy.PolicyBook;
import dev.releaseledger.events.release.Person;
import dev.releaseledger.events.release.rule.Violation;
import dev.releaseledger.events.rule.StreamRule;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** An incident over time. What is told was accepted by every rule; what is asked about is only judged. */
final class IncidentStory {
    static final Instant DETECTED = Instant.parse("2026-03-02T09:12:00Z");
    /** How many entries the ledger of the stories has. */
    static final long LEDGER_SIZE = 100;

    private final IncidentPolicy policy;
    private IncidentState state = IncidentState.unopened();
    private Instant now = DETECTED.plus(Duration.ofMinutes(3));

    private IncidentStory(IncidentPolicy policy) {
        this.policy = policy;
    }

    /** Nothing is said yet; the default policy holds. */
    static IncidentStory untold() {
        return new IncidentStory(PolicyBook.defaultPolicy().incidents());
    }

    /** Nothing is said yet; this policy holds. */
    static IncidentStory under(IncidentPolicy policy) {
        return new IncidentStory(policy);
    }

    /** Opened three minutes after it was noticed, as severe as this. */
    static IncidentStory opened(Severity severity) {
        return untold().told(Person.OLE, opening(severity));
    }

    /** An opening of an incident in production. */
    static IncidentOpened opening(Severity severity, IncidentLink... links) {
        return new IncidentOpened(
                "checkout",
                "production",
                "nobody can pay",
                severity,
                IncidentOrigin.PERSON,
                DETECTED,
                List.of(links),
                1);
    }

    static UUID id(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(UTF_8));
    }

    IncidentStory then(Instant time) {
        now = time;
        return this;
    }

    IncidentStory told(Person by, IncidentEvent event) {
        assertThat(IncidentRules.judge(situation(), event, as(by))).isEmpty();
        state = state.evolve(event, as(by));
        return this;
    }

    void refuses(
            Person by,
            IncidentEvent event,
            Class<? extends StreamRule<?, ?>> rule,
            Violation.Kind kind,
            String reason) {
        assertThat(violationOf(rule, by, event)).hasValueSatisfying(violation -> {
            assertThat(violation.kind()).isEqualTo(kind);
            assertThat(violation.reason()).contains(reason);
        });
    }

    void lets(Person by, IncidentEvent event, Class<? extends StreamRule<?, ?>> rule) {
        assertThat(violationOf(rule, by, event)).isEmpty();
    }

    private Optional<Violation> violationOf(Class<? extends StreamRule<?, ?>> rule, Person by, IncidentEvent event) {
        return IncidentRules.judge(situation(), event, as(by)).stream()
                .filter(violation -> violation.rule().equals(rule.getSimpleName()))
                .findFirst();
    }

    private IncidentSituation situation() {
        return new IncidentSituation(state, policy, LEDGER_SIZE);
    }

    Incident incident() {
        return (Incident) state;
    }

    Attribution as(Person by) {
        return new Attribution(by.id(), by.roles(), now, null);
    }
}

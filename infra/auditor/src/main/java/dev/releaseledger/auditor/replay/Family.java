package dev.releaseledger.auditor.replay;

import dev.releaseledger.events.envelope.Attribution;
import dev.releaseledger.events.envelope.Event;
import dev.releaseledger.events.environment.EnvironmentEvent;
import dev.releaseledger.events.environment.EnvironmentState;
import dev.releaseledger.events.finding.FindingEvent;
import dev.releaseledger.events.finding.FindingState;
import dev.releaseledger.events.flag.FlagEvent;
import dev.releaseledger.events.flag.FlagState;
import dev.releaseledger.events.freeze.FreezeEvent;
import dev.releaseledger.events.freeze.FreezeState;
import dev.releaseledger.events.incident.IncidentEvent;
import dev.releaseledger.events.incident.IncidentState;
import dev.releaseledger.events.policy.PolicyEvent;
import dev.releaseledger.events.policy.PolicyState;
import dev.releaseledger.events.refusal.RefusalEvent;
import dev.releaseledger.events.release.HistoryBroken;
import dev.releaseledger.events.release.ReleaseEvent;
import dev.releaseledger.events.release.ReleaseState;
import java.util.List;

/**
 * The streams of one kind: what may be said in them, and what that means.
 *
 * @param events what may be said
 * @param beginning the state before the first event
 * @param evolve the state after one more event
 */
record Family<S, E extends Event>(Class<E> events, S beginning, Evolve<S, E> evolve) {
    private static final List<Family<?, ?>> ALL = List.of(
            new Family<>(ReleaseEvent.class, ReleaseState.unplanned(), ReleaseState::evolve),
            new Family<>(FlagEvent.class, FlagState.undefined(), FlagState::evolve),
            new Family<>(IncidentEvent.class, IncidentState.unopened(), IncidentState::evolve),
            new Family<>(PolicyEvent.class, PolicyState.unpublished(), PolicyState::evolve),
            new Family<>(FreezeEvent.class, FreezeState.none(), FreezeState::evolve),
            new Family<>(EnvironmentEvent.class, EnvironmentState.empty(), EnvironmentState::evolve),
            new Family<>(FindingEvent.class, FindingState.none(), FindingState::evolve),
            new Family<>(RefusalEvent.class, Refusals.none(), Refusals::evolve),
            new Family<>(Event.class, Counted.nothing(), Counted::evolve));

    /** A pure fold's step. */
    @FunctionalInterface
    interface Evolve<S, E> {
        /** The state after this event; throws {@link HistoryBroken} when it cannot follow. */
        S after(S state, E event, Attribution by);
    }

    /** The family of streams that this event may be said in. */
    static Family<?, ?> of(Event event) {
        return ALL.stream()
                .filter(family -> family.events.isInstance(event))
                .findFirst()
                .orElseThrow();
    }

    /** A stream of this family that nothing was said in yet. */
    Meaning<S, E> unsaid() {
        return new Meaning<>(this, beginning);
    }
}

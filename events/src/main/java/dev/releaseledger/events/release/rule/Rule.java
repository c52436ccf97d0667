package dev.releaseledger.events.release.rule;

import dev.releaseledger.events.release.ReleaseEvent;
import java.util.Optional;

/**
 * What must hold for an event to follow. A rule is named by what it demands, is pure, and says in full what it found and what
 * would be right.
 *
 * @param <E> the events that it judges
 */
public interface Rule<E extends ReleaseEvent> {

    /** The violation, or nothing when the event may follow as far as this rule is concerned. */
    Optional<Violation> judge(Proposal<? extends E> proposal);

    /** The rule's name, stable for whoever handles refusals by it. */
    default String name() {
        return getClass().getSimpleName();
    }

    /** Somebody lacks a right. */
    default Optional<Violation> forbidden(String reason) {
        return Optional.of(new Violation(name(), Violation.Kind.FORBIDDEN, reason));
    }

    /** The state does not allow it; it may at another time. */
    default Optional<Violation> conflict(String reason) {
        return Optional.of(new Violation(name(), Violation.Kind.CONFLICT, reason));
    }

    /** It can never be allowed as it was asked. */
    default Optional<Violation> unprocessable(String reason) {
        return Optional.of(new Violation(name(), Violation.Kind.UNPROCESSABLE, reason));
    }
}

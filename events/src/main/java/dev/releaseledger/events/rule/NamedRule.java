package dev.releaseledger.events.rule;

import dev.releaseledger.events.release.rule.Violation;
import java.util.Optional;

/** A rule is named by what it demands, and says in full what it found and what would be right. */
public interface NamedRule {
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

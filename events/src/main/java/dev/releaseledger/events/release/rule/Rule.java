package dev.releaseledger.events.release.rule;

import dev.releaseledger.events.release.ReleaseEvent;
import dev.releaseledger.events.rule.NamedRule;
import java.util.Optional;

/**
 * What must hold for an event of a release to follow. Pure.
 *
 * @param <E> the events that it judges
 */
public interface Rule<E extends ReleaseEvent> extends NamedRule {
    /** The violation, or nothing when the event may follow as far as this rule is concerned. */
    Optional<Violation> judge(Proposal<? extends E> proposal);
}

package dev.releaseledger.events.rule;

import dev.releaseledger.events.envelope.Event;
import dev.releaseledger.events.release.rule.Violation;
import java.util.Optional;

/**
 * What must hold for an event to follow in a stream that stands by itself, such as a product's policy or its freezes. Pure,
 * like the rules of a release.
 *
 * @param <S> the state of the stream
 * @param <E> the events that it judges
 */
public interface StreamRule<S, E extends Event> extends NamedRule {
    /** The violation, or nothing when the event may follow as far as this rule is concerned. */
    Optional<Violation> judge(StreamProposal<S, ? extends E> proposal);
}

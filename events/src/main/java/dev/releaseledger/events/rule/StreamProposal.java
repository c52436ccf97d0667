package dev.releaseledger.events.rule;

import dev.releaseledger.events.envelope.Attribution;
import dev.releaseledger.events.envelope.Event;

/**
 * An event that somebody wants to happen in a stream that stands by itself.
 *
 * @param state the state that the event would follow on
 * @param event what is proposed
 * @param by who proposes it, in which roles and when
 */
public record StreamProposal<S, E extends Event>(S state, E event, Attribution by) {}

package dev.releaseledger.events.envelope;

/**
 * Something that was said and is kept: the {@code data} of an entry. Each kind of stream has a sealed root of its own
 * below this one; each record carries its stable name in {@link EventName}.
 */
public interface Event {}

package dev.releaseledger.events.release;

import dev.releaseledger.events.envelope.EventName;

/**
 * The planned window was moved.
 *
 * @param window the new window
 * @param reason why it was moved
 */
@EventName("release.release-rescheduled.v1")
public record ReleaseRescheduled(Window window, String reason) implements ReleaseEvent {}

package dev.releaseledger.events.release;

import dev.releaseledger.events.envelope.EventName;

/**
 * The release will not happen.
 *
 * @param reason why
 */
@EventName("release.release-cancelled.v1")
public record ReleaseCancelled(String reason) implements ReleaseEvent {}

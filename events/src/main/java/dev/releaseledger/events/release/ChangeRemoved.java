package dev.releaseledger.events.release;

import dev.releaseledger.events.envelope.EventName;

/**
 * A change was taken out of the release before it was deployed.
 *
 * @param changeId the change
 * @param reason why it was taken out
 */
@EventName("release.change-removed.v1")
public record ChangeRemoved(String changeId, String reason) implements ReleaseEvent {}

package dev.releaseledger.events.release;

import dev.releaseledger.events.envelope.EventName;
import java.util.UUID;

/**
 * A second person agreed that the release goes by another version of its product's policy. What that makes of approvals
 * follows as events of its own.
 *
 * @param from the version that it went by
 * @param to the version that it goes by from now on
 * @param proposedBy the directory id of who proposed it
 * @param reason why the rules change on the way
 */
@EventName("release.policy-repinned.v1")
public record PolicyRepinned(int from, int to, UUID proposedBy, String reason) implements RepinEvent {}

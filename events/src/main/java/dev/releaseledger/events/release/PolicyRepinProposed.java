package dev.releaseledger.events.release;

import dev.releaseledger.events.envelope.EventName;

/**
 * Somebody asked that the release go by another version of its product's policy; a second person has to agree.
 *
 * @param version the version to go by
 * @param reason why the rules change on the way
 */
@EventName("release.policy-repin-proposed.v1")
public record PolicyRepinProposed(int version, String reason) implements RepinEvent {}

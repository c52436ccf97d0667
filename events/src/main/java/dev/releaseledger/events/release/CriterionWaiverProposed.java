package dev.releaseledger.events.release;

import dev.releaseledger.events.envelope.EventName;

/**
 * Somebody asked to open a gate without a criterion being shown; a second person has to agree.
 *
 * @param criterion the criterion's id in the policy
 * @param reason why the release can go without it
 */
@EventName("release.criterion-waiver-proposed.v1")
public record CriterionWaiverProposed(String criterion, String reason) implements CriterionWaiverEvent {}

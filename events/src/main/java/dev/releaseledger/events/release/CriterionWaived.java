package dev.releaseledger.events.release;

import dev.releaseledger.events.envelope.EventName;
import java.util.UUID;

/**
 * A second person agreed to open a gate without a criterion being shown. It holds until evidence is recorded for the
 * criterion, which then counts.
 *
 * @param criterion the criterion's id in the policy
 * @param reason why the release can go without it
 * @param proposedBy the directory id of who proposed the waiver
 */
@EventName("release.criterion-waived.v1")
public record CriterionWaived(String criterion, String reason, UUID proposedBy) implements CriterionWaiverEvent {}

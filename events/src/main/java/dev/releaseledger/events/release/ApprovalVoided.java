package dev.releaseledger.events.release;

import dev.releaseledger.events.envelope.EventName;

/**
 * An approval no longer holds, since what was approved is no longer what is there.
 *
 * @param stage the stage whose approval is void
 * @param approvedDigest what had been approved
 * @param cause what voided it
 */
@EventName("release.approval-voided.v1")
public record ApprovalVoided(Stage stage, String approvedDigest, VoidingCause cause) implements ReleaseEvent {}

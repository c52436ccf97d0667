package dev.releaseledger.events.release;

import dev.releaseledger.events.envelope.EventName;
import org.jspecify.annotations.Nullable;

/**
 * Somebody approved a stage whose gate waits for others too. The last of them opens it ({@link StageApproved}).
 *
 * @param stage the stage
 * @param contentDigest what was approved: {@link ContentDigest} of changes, evidence and artefacts. It counts only together
 *     with approvals of the same
 * @param comment what the approver wanted to add
 */
@EventName("release.stage-approval-given.v1")
public record StageApprovalGiven(
        Stage stage, String contentDigest, @Nullable String comment) implements LiveApprovalEvent {}

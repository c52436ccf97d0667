package dev.releaseledger.events.release;

import dev.releaseledger.events.envelope.EventName;
import org.jspecify.annotations.Nullable;

/**
 * A stage's gate was opened, by the only approval that it takes or the last of several.
 *
 * @param stage the stage
 * @param contentDigest what was approved: {@link ContentDigest} of changes, evidence and artefacts
 * @param comment what the approver wanted to add
 */
@EventName("release.stage-approved.v1")
public record StageApproved(
        Stage stage, String contentDigest, @Nullable String comment) implements LiveApprovalEvent {}

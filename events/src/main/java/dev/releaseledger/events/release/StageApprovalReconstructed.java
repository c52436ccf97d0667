package dev.releaseledger.events.release;

import dev.releaseledger.events.envelope.EventName;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An approval of the past was recorded after the fact. It tells what happened; it never opens a live gate.
 *
 * @param stage the stage
 * @param contentDigest {@link ContentDigest} of what is recorded of the release
 * @param approvedBy the directory id of who approved it then, as far as is known
 * @param comment from what it was reconstructed
 */
@EventName("release.stage-approval-reconstructed.v1")
public record StageApprovalReconstructed(
        Stage stage,
        String contentDigest,
        UUID approvedBy,
        @Nullable String comment) implements StageEvent {}

package dev.releaseledger.command.release.gate;

import dev.releaseledger.command.release.ReleaseCommand;
import dev.releaseledger.events.envelope.Attribution;
import dev.releaseledger.events.policy.ReleasePolicy;
import dev.releaseledger.events.release.Approval;
import dev.releaseledger.events.release.ContentDigest;
import dev.releaseledger.events.release.Release;
import dev.releaseledger.events.release.ReleaseEvent;
import dev.releaseledger.events.release.Stage;
import dev.releaseledger.events.release.StageApprovalReconstructed;
import dev.releaseledger.events.release.StageApproved;
import dev.releaseledger.events.release.StageHandedOver;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Open a stage's gate and hand the release over to whoever has the next stage. In backfilled history the approval is told,
 * not given. */
public record ApproveStage(
        UUID releaseId,
        Stage stage,
        @Nullable String comment,
        @Nullable UUID handOverTo,
        @Nullable UUID approvedBy,
        @Nullable Instant occurredAt)
        implements ReleaseCommand {
    @Override
    public List<ReleaseEvent> proposes(Release release, Attribution by, ReleasePolicy policy) {
        String content = ContentDigest.of(release, stage);
        UUID approver = approvedBy == null ? by.actor() : approvedBy;
        List<ReleaseEvent> events = new ArrayList<>();
        events.add(
                by.isBackfill()
                        ? new StageApprovalReconstructed(stage, content, approver, comment)
                        : new StageApproved(stage, content, comment));
        stage.next()
                .ifPresent(next -> events.add(new StageHandedOver(
                        stage,
                        next,
                        by.isBackfill() ? approver : release.holder(),
                        handOverTo == null ? release.holder() : handOverTo)));
        return events;
    }

    @Override
    public boolean isAlreadySo(Release release, Attribution by) {
        return switch (release.approvals().get(stage)) {
            case null -> false;
            case Approval.Given given -> !by.isBackfill() && given.approver().equals(by.actor());
            case Approval.Reconstructed told -> by.isBackfill();
        };
    }
}

package dev.releaseledger.command.release.gate;

import dev.releaseledger.command.release.ReleaseCommand;
import dev.releaseledger.events.envelope.Attribution;
import dev.releaseledger.events.policy.ReleasePolicy;
import dev.releaseledger.events.release.Approval;
import dev.releaseledger.events.release.ContentDigest;
import dev.releaseledger.events.release.LiveApprovalEvent;
import dev.releaseledger.events.release.Release;
import dev.releaseledger.events.release.ReleaseEvent;
import dev.releaseledger.events.release.Stage;
import dev.releaseledger.events.release.StageApprovalGiven;
import dev.releaseledger.events.release.StageApprovalReconstructed;
import dev.releaseledger.events.release.StageHandedOver;
import dev.releaseledger.events.release.gate.Approvers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Approve a stage; the last approval that its gate takes opens it and hands the release over to whoever has the next stage. In backfilled history the approval is told,
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
        UUID approver = approvedBy == null ? by.actor() : approvedBy;
        List<ReleaseEvent> events = new ArrayList<>();
        if (by.isBackfill()) {
            events.add(new StageApprovalReconstructed(stage, ContentDigest.of(release, stage), approver, comment));
        } else {
            LiveApprovalEvent approval = Approvers.approval(by.actor(), release, stage, policy, comment);
            events.add(approval);
            if (approval instanceof StageApprovalGiven) {
                // Its gate waits for others; who opens it hands over.
                return events;
            }
        }
        stage.next()
                .ifPresent(next -> events.add(new StageHandedOver(
                        stage,
                        next,
                        by.isBackfill() ? approver : release.holder(),
                        handOverTo == null ? release.holder() : handOverTo)));
        return events;
    }

    @Override
    public boolean isAlreadySo(Release release, Attribution by, ReleasePolicy policy) {
        return switch (release.approvals().get(stage)) {
            case null ->
                !by.isBackfill()
                        && Approvers.counting(release, stage, ContentDigest.of(release, stage))
                                .contains(by.actor());
            case Approval.Given given ->
                !by.isBackfill() && release.approversOf(stage).contains(by.actor());
            case Approval.Reconstructed told -> by.isBackfill();
        };
    }
}

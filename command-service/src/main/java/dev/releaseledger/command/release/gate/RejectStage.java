package dev.releaseledger.command.release.gate;

import dev.releaseledger.command.release.ReleaseCommand;
import dev.releaseledger.events.envelope.Attribution;
import dev.releaseledger.events.policy.ReleasePolicy;
import dev.releaseledger.events.release.Release;
import dev.releaseledger.events.release.ReleaseEvent;
import dev.releaseledger.events.release.Stage;
import dev.releaseledger.events.release.StageRejected;
import dev.releaseledger.events.release.VoidingCause;
import dev.releaseledger.events.release.gate.VoidedApprovals;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Send the release back: the stage before is to be done again. */
public record RejectStage(
        UUID releaseId,
        Stage stage,
        String reason,
        @Nullable Instant occurredAt) implements ReleaseCommand {
    @Override
    public List<ReleaseEvent> proposes(Release release, Attribution by, ReleasePolicy policy) {
        List<ReleaseEvent> events = new ArrayList<>();
        events.add(new StageRejected(stage, stage.previous(), reason));
        events.addAll(VoidedApprovals.from(stage.previous(), release, VoidingCause.STAGE_REJECTED));
        return events;
    }
}

package dev.releaseledger.command.release.content;

import dev.releaseledger.command.release.ReleaseCommand;
import dev.releaseledger.events.envelope.Attribution;
import dev.releaseledger.events.policy.ReleasePolicy;
import dev.releaseledger.events.release.ChangeRemoved;
import dev.releaseledger.events.release.Release;
import dev.releaseledger.events.release.ReleaseEvent;
import dev.releaseledger.events.release.Stage;
import dev.releaseledger.events.release.VoidingCause;
import dev.releaseledger.events.release.gate.VoidedApprovals;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Take a change out of a release; what had been approved with it is void. */
public record RemoveChange(
        UUID releaseId,
        String changeId,
        String reason,
        @Nullable Instant occurredAt) implements ReleaseCommand {
    @Override
    public List<ReleaseEvent> proposes(Release release, Attribution by, ReleasePolicy policy) {
        List<ReleaseEvent> events = new ArrayList<>();
        events.add(new ChangeRemoved(changeId, reason));
        events.addAll(VoidedApprovals.from(Stage.DEVELOPMENT, release, VoidingCause.CHANGE_REMOVED));
        return events;
    }
}

package dev.releaseledger.command.release.content;

import dev.releaseledger.command.release.ReleaseCommand;
import dev.releaseledger.events.envelope.Attribution;
import dev.releaseledger.events.policy.ReleasePolicy;
import dev.releaseledger.events.release.Change;
import dev.releaseledger.events.release.ChangeAdded;
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

/** Include changes in a release; what had been approved without them is void. */
public record AddChanges(
        UUID releaseId, List<ChangeAdded> changes, @Nullable Instant occurredAt) implements ReleaseCommand {
    public AddChanges {
        changes = changes.stream().distinct().toList();
    }

    @Override
    public List<ReleaseEvent> proposes(Release release, Attribution by, ReleasePolicy policy) {
        List<ReleaseEvent> events = new ArrayList<>();
        boolean alreadySo = isAlreadySo(release, by, policy);
        changes.stream()
                .filter(change -> alreadySo || !includes(release, change))
                .forEach(events::add);
        events.addAll(VoidedApprovals.from(Stage.DEVELOPMENT, release, VoidingCause.CHANGE_ADDED));
        return events;
    }

    @Override
    public boolean isAlreadySo(Release release, Attribution by, ReleasePolicy policy) {
        return changes.stream().allMatch(change -> includes(release, change));
    }

    private static boolean includes(Release release, ChangeAdded change) {
        Change known = release.changes().get(change.changeId());
        return known != null && known.says(change);
    }
}

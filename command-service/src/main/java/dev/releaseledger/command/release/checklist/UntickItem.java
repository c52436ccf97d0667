package dev.releaseledger.command.release.checklist;

import dev.releaseledger.command.release.ReleaseCommand;
import dev.releaseledger.events.envelope.Attribution;
import dev.releaseledger.events.policy.Checklist;
import dev.releaseledger.events.policy.ReleasePolicy;
import dev.releaseledger.events.release.ItemUnticked;
import dev.releaseledger.events.release.Release;
import dev.releaseledger.events.release.ReleaseEvent;
import dev.releaseledger.events.release.VoidingCause;
import dev.releaseledger.events.release.gate.VoidedApprovals;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Open a checklist item again; the approvals that relied on it are void. */
public record UntickItem(
        UUID releaseId,
        String item,
        String reason,
        @Nullable Instant occurredAt) implements ReleaseCommand {
    @Override
    public List<ReleaseEvent> proposes(Release release, Attribution by, ReleasePolicy policy) {
        List<ReleaseEvent> events = new ArrayList<>();
        events.add(new ItemUnticked(item, reason));
        for (Checklist checklist : policy.checklists()) {
            if (checklist.gate() != null
                    && checklist.items().stream().anyMatch(known -> known.id().equals(item))) {
                events.addAll(VoidedApprovals.from(checklist.gate(), release, VoidingCause.ITEM_REOPENED));
            }
        }
        return events;
    }
}

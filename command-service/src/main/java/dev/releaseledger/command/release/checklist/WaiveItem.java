package dev.releaseledger.command.release.checklist;

import dev.releaseledger.command.release.ReleaseCommand;
import dev.releaseledger.command.release.WaiverRights;
import dev.releaseledger.events.envelope.Attribution;
import dev.releaseledger.events.policy.ReleasePolicy;
import dev.releaseledger.events.release.ItemMark;
import dev.releaseledger.events.release.ItemWaived;
import dev.releaseledger.events.release.ItemWaiverProposed;
import dev.releaseledger.events.release.Release;
import dev.releaseledger.events.release.ReleaseEvent;
import dev.releaseledger.events.release.checklist.ItemIsDone;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Go without a checklist item: the first person proposes, a second one grants. What was proposed for other content is
 * proposed again; whoever can only grant is told that it has to be.
 */
public record WaiveItem(
        UUID releaseId,
        String item,
        String reason,
        @Nullable Instant occurredAt) implements ReleaseCommand {
    @Override
    public List<ReleaseEvent> proposes(Release release, Attribution by, ReleasePolicy policy) {
        return release.items().get(item) instanceof ItemMark.WaiverProposed proposed
                        && (isOfThisContent(release, policy) || WaiverRights.canOnlyGrant(by))
                ? List.of(new ItemWaived(item, reason, proposed.by()))
                : List.of(new ItemWaiverProposed(item, reason));
    }

    private boolean isOfThisContent(Release release, ReleasePolicy policy) {
        return policy.item(item)
                .filter(asked -> ItemIsDone.isWaiverProposed(asked, release))
                .isPresent();
    }
}

package dev.releaseledger.command.release.checklist;

import dev.releaseledger.command.release.ReleaseCommand;
import dev.releaseledger.events.envelope.Attribution;
import dev.releaseledger.events.policy.ReleasePolicy;
import dev.releaseledger.events.release.ItemMark;
import dev.releaseledger.events.release.ItemTicked;
import dev.releaseledger.events.release.Release;
import dev.releaseledger.events.release.ReleaseEvent;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Confirm a checklist item. */
public record TickItem(
        UUID releaseId,
        String item,
        @Nullable String note,
        @Nullable Instant occurredAt) implements ReleaseCommand {
    @Override
    public List<ReleaseEvent> proposes(Release release, Attribution by, ReleasePolicy policy) {
        return List.of(new ItemTicked(item, note));
    }

    @Override
    public boolean isAlreadySo(Release release, Attribution by, ReleasePolicy policy) {
        return release.items().get(item) instanceof ItemMark.Ticked ticked
                && ticked.by().equals(by.actor())
                && release.isOfThis(ticked.contentRevision());
    }
}

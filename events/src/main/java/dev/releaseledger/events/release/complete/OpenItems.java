package dev.releaseledger.events.release.complete;

import dev.releaseledger.events.policy.ChecklistItem;
import dev.releaseledger.events.policy.ReleasePolicy;
import dev.releaseledger.events.release.Release;
import dev.releaseledger.events.release.checklist.ItemIsDone;
import java.util.List;

/** The open ones among a policy's items. */
final class OpenItems {
    private OpenItems() {}

    static List<String> among(Release release, ReleasePolicy policy) {
        return policy.items(release.plan().kind()).stream()
                .filter(item -> !ItemIsDone.test(item, release, policy))
                .map(ChecklistItem::id)
                .toList();
    }
}

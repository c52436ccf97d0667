package dev.releaseledger.events.release.complete;

import dev.releaseledger.events.policy.ChecklistItem;
import dev.releaseledger.events.release.Release;
import dev.releaseledger.events.release.checklist.ItemIsDone;
import java.util.List;

/** The open ones among a policy's items. */
final class OpenItems {
    private OpenItems() {}

    static List<String> among(List<ChecklistItem> items, Release release) {
        return items.stream()
                .filter(item -> !ItemIsDone.test(item, release))
                .map(ChecklistItem::id)
                .toList();
    }
}

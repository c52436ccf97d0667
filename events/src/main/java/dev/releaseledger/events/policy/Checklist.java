package dev.releaseledger.events.policy;

import dev.releaseledger.events.release.Stage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A list of things that people confirm.
 *
 * @param id unique within the policy, e.g. {@code pre-release}
 * @param title in words
 * @param gate the gate that stays shut while an item is open; null where the items only have to be done before the release
 *     is completed
 * @param items the items in their order
 */
public record Checklist(String id, String title, @Nullable Stage gate, List<ChecklistItem> items) {
    public Checklist {
        items = List.copyOf(items);
    }
}

package dev.releaseledger.events.policy;

import dev.releaseledger.events.release.ReleaseKind;
import dev.releaseledger.events.release.Stage;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A list of things that people confirm.
 *
 * @param id unique within the policy, e.g. {@code pre-release}
 * @param title in words
 * @param gate the gate that stays shut while an item is open; null where the items only have to be done before the release
 *     is completed
 * @param ordered whether an item is ticked only after those before it
 * @param appliesTo the kinds of release that it is asked of
 * @param items the items in their order
 */
public record Checklist(
        String id,
        String title,
        @Nullable Stage gate,
        @LeftOut("false") boolean ordered,
        @LeftOut("[\"STANDARD\",\"HOTFIX\"]") Set<ReleaseKind> appliesTo,
        List<ChecklistItem> items) {
    public Checklist {
        appliesTo = Sorted.copyOf(appliesTo);
        items = List.copyOf(items);
    }

    /** The items that are asked of a release of this kind, in their order. */
    public List<ChecklistItem> items(ReleaseKind kind) {
        return appliesTo.contains(kind)
                ? items.stream().filter(item -> item.appliesTo().contains(kind)).toList()
                : List.of();
    }
}

package dev.releaseledger.events.release.checklist;

import dev.releaseledger.events.access.Role;
import dev.releaseledger.events.policy.ChecklistItem;
import dev.releaseledger.events.release.ItemMark;
import dev.releaseledger.events.release.Release;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The open ones among a policy's items, in words. */
public final class OpenItems {
    private OpenItems() {}

    /**
     * The open items by their ids, and why one that was done is open again, for people; empty where all are done.
     *
     * @param isDone {@link ItemIsDone}, at a time or in its time
     */
    public static Optional<String> among(List<ChecklistItem> items, Release release, Predicate<ChecklistItem> isDone) {
        List<ChecklistItem> open = items.stream().filter(Predicate.not(isDone)).toList();
        return open.isEmpty()
                ? Optional.empty()
                : Optional.of(open.stream()
                        .map(item -> item.id()
                                + again(item, release).map(" (%s)"::formatted).orElse(""))
                        .collect(Collectors.joining(", ", "open checklist items: ", "")));
    }

    /** Why an open item that was done, or about to be waived, is open again; empty where nothing was said of it before. */
    static Optional<String> again(ChecklistItem item, Release release) {
        ItemMark mark = release.items().get(item.id());
        return switch (mark) {
            case null -> Optional.empty();
            case ItemMark.Ticked ticked ->
                Optional.of(
                        ItemIsDone.stands(item, ticked.contentRevision(), release)
                                ? "ticked by a role that may not"
                                        + (item.tickedBy().isEmpty() ? "" : "; " + whoMay(item) + " ticks it again")
                                : "ticked before " + release.revision().inWords() + "; tick it again");
            case ItemMark.WaiverProposed proposed ->
                ItemIsDone.isWaiverProposed(item, release)
                        ? Optional.empty()
                        : Optional.of(
                                "waiver proposed before " + release.revision().inWords() + "; propose it again");
            case ItemMark.Waived waived ->
                Optional.of("waived before " + release.revision().inWords() + "; waive it again");
        };
    }

    private static String whoMay(ChecklistItem item) {
        return item.tickedBy().stream().map(Role::claim).sorted().collect(Collectors.joining(" or "));
    }
}

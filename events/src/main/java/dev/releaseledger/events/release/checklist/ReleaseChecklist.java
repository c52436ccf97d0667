package dev.releaseledger.events.release.checklist;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.releaseledger.events.policy.Checklist;
import dev.releaseledger.events.policy.ChecklistItem;
import dev.releaseledger.events.policy.ReleasePolicy;
import dev.releaseledger.events.release.Release;
import dev.releaseledger.events.release.Stage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A checklist of a release as it stands.
 *
 * @param ordered whether an item is ticked only after those before it
 * @param gate the gate that stays shut while an item is open; null where the items only have to be done before the release is
 *     completed
 * @param done how many of its items are done
 * @param open how many are not
 * @param next the first open item of an ordered one; null where all are done, or there is no order
 * @param sections its items in their order, by section
 */
public record ReleaseChecklist(
        String id,
        String title,
        boolean ordered,
        @Nullable Stage gate,
        int done,
        int open,
        @Nullable String next,
        List<ChecklistSection> sections) {

    public ReleaseChecklist {
        sections = List.copyOf(sections);
    }

    /** Items that stand together in a checklist. */
    public record ChecklistSection(String title, List<ChecklistLine> items) {
        public ChecklistSection {
            items = List.copyOf(items);
        }
    }

    /**
     * An item in its checklist.
     *
     * @param done whether it is done
     * @param openOnTheDay whether it is open on the release's day, and no shut gate waits for it: it is done that day, or the
     *     release is not completed
     * @param waitsFor the open items before it in an ordered checklist; empty where it is done
     */
    public record ChecklistLine(
            @JsonUnwrapped ItemStanding standing, boolean done, boolean openOnTheDay, List<String> waitsFor) {}

    /**
     * Every checklist that is asked of a release of this kind, in the policy's order, as it stands at this time. While the gate
     * of a list is shut, evidence that shows an item must not be too old, as for the gate itself; from then on, and for a list
     * that no gate waits for, what was done in its time stays done. Pure.
     */
    public static List<ReleaseChecklist> of(Release release, ReleasePolicy policy, Instant at) {
        ReleaseDay day = ReleaseDay.of(release, policy, at);
        return policy.checklists().stream()
                .filter(checklist -> !checklist.items(release.plan().kind()).isEmpty())
                .map(checklist -> of(checklist, release, policy, day, at))
                .toList();
    }

    private static ReleaseChecklist of(
            Checklist checklist, Release release, ReleasePolicy policy, ReleaseDay day, Instant at) {
        boolean shut = checklist.gate() != null && !release.approvals().containsKey(checklist.gate());
        List<ChecklistLine> items = checklist.items(release.plan().kind()).stream()
                .map(item -> line(
                        shut ? ItemStanding.at(at, item, release, policy) : ItemStanding.of(item, release, policy),
                        shut ? ItemIsDone.test(item, release, policy, at) : ItemIsDone.wasDone(item, release, policy),
                        !shut && day.isOn(),
                        release,
                        policy))
                .toList();
        List<ChecklistLine> open = items.stream().filter(item -> !item.done()).toList();
        return new ReleaseChecklist(
                checklist.id(),
                checklist.title(),
                checklist.ordered(),
                checklist.gate(),
                items.size() - open.size(),
                open.size(),
                checklist.ordered() && !open.isEmpty()
                        ? open.getFirst().standing().id()
                        : null,
                sections(items));
    }

    private static ChecklistLine line(
            ItemStanding standing, boolean done, boolean onTheDay, Release release, ReleasePolicy policy) {
        return done
                ? new ChecklistLine(standing, true, false, List.of())
                : new ChecklistLine(
                        standing,
                        false,
                        onTheDay,
                        EarlierItemsAreDone.openBefore(standing.id(), release, policy).stream()
                                .map(ChecklistItem::id)
                                .toList());
    }

    /** Items of one section that stand apart stay apart: their order is the checklist's. */
    private static List<ChecklistSection> sections(List<ChecklistLine> items) {
        List<ChecklistSection> sections = new ArrayList<>();
        int from = 0;
        for (int to = 1; to <= items.size(); to++) {
            String title = items.get(from).standing().section();
            if (to == items.size() || !items.get(to).standing().section().equals(title)) {
                sections.add(new ChecklistSection(title, items.subList(from, to)));
                from = to;
            }
        }
        return sections;
    }
}

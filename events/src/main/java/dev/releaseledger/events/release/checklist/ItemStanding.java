package dev.releaseledger.events.release.checklist;

import dev.releaseledger.events.access.Role;
import dev.releaseledger.events.policy.ChecklistItem;
import dev.releaseledger.events.policy.ReleasePolicy;
import dev.releaseledger.events.policy.Sight;
import dev.releaseledger.events.release.ItemMark;
import dev.releaseledger.events.release.Release;
import dev.releaseledger.events.release.evidence.CriterionIsShown;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A checklist item as it stands in its time, however old the evidence that shows it is by now: what the order of a checklist
 * and the completion of a release go by.
 *
 * @param state how it stands
 * @param by who ticked it, proposed its waiver, granted it, or did what the ledger saw; null where that is not known
 * @param at when; null where that is not known
 * @param reason why the release can go without it, or why it is open again; null otherwise
 * @param tickedBy the roles that may tick it; empty where only the ledger sees it
 * @param shownBy what the ledger sees for itself; null where only people tick it
 * @param seenWhen what that is in words; null where only people tick it
 */
public record ItemStanding(
        String id,
        String section,
        String title,
        State state,
        @Nullable UUID by,
        @Nullable Instant at,
        @Nullable String reason,
        Set<Role> tickedBy,
        @Nullable Sight shownBy,
        @Nullable String seenWhen) {

    /** What is known of a checklist item. */
    public enum State {
        OPEN,
        TICKED,
        /** The ledger saw it happen. */
        SEEN,
        WAIVER_PROPOSED,
        WAIVED,
        /** Ticked, waived or proposed to be waived for another content, or ticked by a role that may not now: open again. */
        OUTDATED
    }

    /** How the item stands in this state of its release. Pure. */
    public static ItemStanding of(ChecklistItem item, Release release, ReleasePolicy policy) {
        return of(item, release, policy, ItemIsDone.wasDone(item, release, policy), null);
    }

    /** How the item stands at this time: open where the evidence that showed it is too old. Pure. */
    static ItemStanding at(Instant at, ChecklistItem item, Release release, ReleasePolicy policy) {
        return of(
                item,
                release,
                policy,
                ItemIsDone.test(item, release, policy, at),
                ItemIsDone.wasDone(item, release, policy) ? lack(at, item, release, policy) : null);
    }

    /** @param tooOld why it is open although it was done in its time; null where it is not */
    private static ItemStanding of(
            ChecklistItem item, Release release, ReleasePolicy policy, boolean done, @Nullable String tooOld) {
        ItemMark mark = release.items().get(item.id());
        return switch (mark) {
            case ItemMark.Ticked ticked
            when ItemIsDone.isMarked(item, release) -> said(item, State.TICKED, ticked.by(), ticked.at(), null);
            case ItemMark.Waived waived
            when ItemIsDone.isMarked(item, release) ->
                said(item, State.WAIVED, waived.grantedBy(), waived.at(), waived.reason());
            case ItemMark.WaiverProposed proposed
            when ItemIsDone.isWaiverProposed(item, release) ->
                said(item, State.WAIVER_PROPOSED, proposed.by(), proposed.at(), proposed.reason());
            case ItemMark.Ticked ticked -> outdated(item, ticked.by(), ticked.at(), release, policy, done);
            case ItemMark.WaiverProposed proposed ->
                outdated(item, proposed.by(), proposed.at(), release, policy, done);
            case ItemMark.Waived waived -> outdated(item, waived.grantedBy(), waived.at(), release, policy, done);
            case null -> done ? seen(item, release, policy) : said(item, State.OPEN, null, null, tooOld);
        };
    }

    private static @Nullable String lack(Instant at, ChecklistItem item, Release release, ReleasePolicy policy) {
        return item.shownBy() instanceof Sight.Shown shown
                ? policy.criterion(shown.criterion())
                        .flatMap(criterion -> CriterionIsShown.lack(criterion, release, at))
                        .orElse(null)
                : null;
    }

    private static ItemStanding outdated(
            ChecklistItem item, UUID by, Instant at, Release release, ReleasePolicy policy, boolean done) {
        return done
                ? seen(item, release, policy)
                : said(
                        item,
                        State.OUTDATED,
                        by,
                        at,
                        OpenItems.again(item, release).orElse(null));
    }

    private static ItemStanding seen(ChecklistItem item, Release release, ReleasePolicy policy) {
        Sighting sighting = Sighting.of(item.shownBy(), release, policy);
        return said(item, State.SEEN, sighting.by(), sighting.at(), null);
    }

    private static ItemStanding said(
            ChecklistItem item, State state, @Nullable UUID by, @Nullable Instant at, @Nullable String reason) {
        Sight sight = item.shownBy();
        return new ItemStanding(
                item.id(),
                item.section(),
                item.title(),
                state,
                by,
                at,
                reason,
                item.tickedBy(),
                sight,
                sight == null ? null : sight.inWords());
    }
}

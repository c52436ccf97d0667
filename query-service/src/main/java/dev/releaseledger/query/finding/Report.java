package dev.releaseledger.query.finding;

import dev.releaseledger.events.release.Change;
import dev.releaseledger.events.release.ChangeCategory;
import dev.releaseledger.events.release.Release;
import dev.releaseledger.query.release.ReleaseFinder;
import dev.releaseledger.query.release.view.ReleaseStanding;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What became of a release: what went out, how it was deployed and watched, what was taken back, who was told, what the rules
 * find in it, and what is left to do.
 *
 * @param at the time that was asked about
 * @param standing how it stands: deployments with their health, rollbacks, announcements, the hotfix lane with what it obliges
 *     to, its end
 * @param categories how many changes it includes, by category
 * @param changes what it includes, in the order in which it was added
 * @param changesLeftOut how many changes are not listed here
 * @param findings everything that the rules find, of what is over too
 */
record Report(
        Instant at,
        ReleaseStanding standing,
        Map<ChangeCategory, Integer> categories,
        List<ChangeLine> changes,
        int changesLeftOut,
        List<FindingView> findings) {
    private static final int MOST_CHANGES = 200;

    /** A change in a line. */
    record ChangeLine(
            String id,
            ChangeCategory category,
            String summary,
            @Nullable String reference) {

        static ChangeLine of(Change change) {
            return new ChangeLine(change.changeId(), change.category(), change.summary(), change.reference());
        }
    }

    static Report of(ReleaseFinder.Found found, List<FindingView> findings) {
        Release release = found.release();
        Map<ChangeCategory, Integer> categories = new EnumMap<>(ChangeCategory.class);
        release.changes().values().forEach(change -> categories.merge(change.category(), 1, Integer::sum));
        List<ChangeLine> changes = release.changes().values().stream()
                // What nobody outside is told of comes last, and is left out first.
                .sorted((one, other) -> Boolean.compare(
                        one.category() == ChangeCategory.INTERNAL, other.category() == ChangeCategory.INTERNAL))
                .limit(MOST_CHANGES)
                .map(ChangeLine::of)
                .toList();
        return new Report(
                found.at(),
                ReleaseStanding.of(found.id(), found.stream(), release, found.policy()),
                categories,
                changes,
                release.changes().size() - changes.size(),
                findings);
    }
}

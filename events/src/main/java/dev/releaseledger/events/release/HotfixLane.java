package dev.releaseledger.events.release;

import dev.releaseledger.events.envelope.Attribution;
import dev.releaseledger.events.policy.HotfixPhase;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.pcollections.OrderedPMap;
import org.pcollections.PMap;
import org.pcollections.PVector;
import org.pcollections.TreePVector;

/**
 * What was said of a release in the hotfix lane. Its phases follow from this, the gates and the deployments: see {@link
 * dev.releaseledger.events.release.hotfix.HotfixClock}.
 *
 * @param triage why it qualifies; null before the triage, and for a release that takes the ordinary way
 * @param branch where the fix is made, as last said; null before
 * @param overruns every budget that was overrun, in order
 * @param met the obligations that were met, by id
 */
public record HotfixLane(
        @Nullable Triage triage, @Nullable Branch branch, PVector<Overrun> overruns, PMap<String, Met> met) {

    /** Nothing was said. */
    static final HotfixLane NONE = new HotfixLane(null, null, TreePVector.empty(), OrderedPMap.empty());

    /** Why a plea for a hotfix qualifies, and who sees it through. */
    public record Triage(String qualifiesBy, String severity, UUID owner, UUID by, Instant at) {}

    /** Where a fix is made, and from what. */
    public record Branch(String branch, String base, String commit, UUID by, Instant at) {}

    /**
     * A budget that was overrun.
     *
     * @param recordedAt when the ledger said so
     */
    public record Overrun(HotfixPhase phase, Instant startedAt, Duration budget, Instant dueAt, Instant recordedAt) {}

    /**
     * An obligation that was met.
     *
     * @param contentRevision the {@link ContentRevision#number} of the content that it was met for
     */
    public record Met(@Nullable String link, @Nullable String comment, int contentRevision, UUID by, Instant at) {}

    /** The lane after this event, of a release with content of this revision. */
    HotfixLane evolve(HotfixEvent event, Attribution by, int contentRevision) {
        return switch (event) {
            case HotfixTriaged triaged ->
                new HotfixLane(
                        new Triage(
                                triaged.qualifiesBy(), triaged.severity(), triaged.owner(), by.actor(), by.judgedAt()),
                        branch,
                        overruns,
                        met);
            case HotfixBranched cut ->
                new HotfixLane(
                        triage,
                        new Branch(cut.branch(), cut.base(), cut.commit(), by.actor(), by.judgedAt()),
                        overruns,
                        met);
            case HotfixBudgetOverrun overrun ->
                new HotfixLane(
                        triage,
                        branch,
                        overruns.plus(new Overrun(
                                overrun.phase(),
                                overrun.startedAt(),
                                overrun.budget(),
                                overrun.dueAt(),
                                by.judgedAt())),
                        met);
            case ObligationMet done ->
                new HotfixLane(
                        triage,
                        branch,
                        overruns,
                        met.plus(
                                done.obligation(),
                                new Met(done.link(), done.comment(), contentRevision, by.actor(), by.judgedAt())));
        };
    }

    /** Whether it is on record that this phase, begun then, overran its budget. */
    public boolean hasOverrun(HotfixPhase phase, Instant startedAt) {
        return overruns.stream()
                .anyMatch(overrun ->
                        overrun.phase() == phase && overrun.startedAt().equals(startedAt));
    }
}

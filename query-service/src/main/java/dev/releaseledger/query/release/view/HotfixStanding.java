package dev.releaseledger.query.release.view;

import dev.releaseledger.events.policy.HotfixPhase;
import dev.releaseledger.events.policy.ReleasePolicy;
import dev.releaseledger.events.release.HotfixLane;
import dev.releaseledger.events.release.Release;
import dev.releaseledger.events.release.ReleaseKind;
import dev.releaseledger.events.release.hotfix.EveryObligationIsMet;
import dev.releaseledger.events.release.hotfix.HotfixClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How a hotfix stands in its lane.
 *
 * @param triage why it qualifies; null before the triage
 * @param branch where the fix is made; null before that is known
 * @param phases the phases that have begun, in their order
 * @param overruns every budget that was overrun, in order: also of a phase that began anew since
 * @param cleanUpSince since when what is to be cleaned up waits; null before production is verified
 */
public record HotfixStanding(
        HotfixLane.@Nullable Triage triage,
        HotfixLane.@Nullable Branch branch,
        List<PhaseStanding> phases,
        List<HotfixLane.Overrun> overruns,
        @Nullable Instant cleanUpSince,
        List<ObligationStanding> obligations) {

    /**
     * @param endedAt when it ended; null while it runs
     * @param dueAt when it has to be over
     * @param overrun whether it is on record that it took longer
     */
    public record PhaseStanding(
            HotfixPhase phase,
            Instant startedAt,
            @Nullable Instant endedAt,
            Duration budget,
            Instant dueAt,
            boolean overrun) {}

    /**
     * @param met whether it was met, for the content that is there
     * @param by who met it last; null where nobody did
     */
    public record ObligationStanding(
            String id,
            String title,
            boolean met,
            @Nullable String link,
            @Nullable String comment,
            @Nullable UUID by,
            @Nullable Instant at) {}

    /** How the release stands in the lane; null where it takes the ordinary way. */
    static @Nullable HotfixStanding of(Release release, ReleasePolicy policy) {
        if (release.plan().kind() != ReleaseKind.HOTFIX) {
            return null;
        }
        HotfixLane lane = release.hotfix();
        // What a backfilled hotfix did within which phase is not known.
        List<HotfixClock> clocks = release.plan().backfilled() ? List.of() : HotfixClock.of(release, policy);
        return new HotfixStanding(
                lane.triage(),
                lane.branch(),
                clocks.stream()
                        .map(clock -> new PhaseStanding(
                                clock.phase(),
                                clock.startedAt(),
                                clock.endedAt(),
                                clock.budget(),
                                clock.dueAt(),
                                lane.hasOverrun(clock.phase(), clock.startedAt())))
                        .toList(),
                List.copyOf(lane.overruns()),
                HotfixClock.cleanUpBegan(release, policy).orElse(null),
                obligations(release, policy));
    }

    private static List<ObligationStanding> obligations(Release release, ReleasePolicy policy) {
        var open = EveryObligationIsMet.open(release, policy);
        return policy.hotfix().obligations().stream()
                .map(obligation -> {
                    HotfixLane.Met met = release.hotfix().met().get(obligation.id());
                    return new ObligationStanding(
                            obligation.id(),
                            obligation.title(),
                            !open.contains(obligation),
                            met == null ? null : met.link(),
                            met == null ? null : met.comment(),
                            met == null ? null : met.by(),
                            met == null ? null : met.at());
                })
                .toList();
    }
}

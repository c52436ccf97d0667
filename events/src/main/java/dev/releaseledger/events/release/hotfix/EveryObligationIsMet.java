package dev.releaseledger.events.release.hotfix;

import dev.releaseledger.events.policy.Named;
import dev.releaseledger.events.policy.ReleasePolicy;
import dev.releaseledger.events.release.HotfixLane;
import dev.releaseledger.events.release.Release;
import dev.releaseledger.events.release.ReleaseCompleted;
import dev.releaseledger.events.release.ReleaseKind;
import dev.releaseledger.events.release.rule.Proposal;
import dev.releaseledger.events.release.rule.Rule;
import dev.releaseledger.events.release.rule.Violation;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A hotfix is not completed over something that it left to be cleaned up. Of the past it is not known what was. */
public final class EveryObligationIsMet implements Rule<ReleaseCompleted> {
    @Override
    public Optional<Violation> judge(Proposal<? extends ReleaseCompleted> proposal) {
        List<Named> open =
                proposal.release().plan().backfilled() ? List.of() : open(proposal.release(), proposal.policy());
        return open.isEmpty()
                ? Optional.empty()
                : conflict("open obligations: " + open.stream().map(Named::id).collect(Collectors.joining(", ")));
    }

    /** The obligations that wait to be met, of the content that is there; none for a release that is no hotfix. */
    public static List<Named> open(Release release, ReleasePolicy policy) {
        return release.plan().kind() == ReleaseKind.HOTFIX
                ? policy.hotfix().obligations().stream()
                        .filter(obligation -> !isMet(obligation, release))
                        .toList()
                : List.of();
    }

    private static boolean isMet(Named obligation, Release release) {
        HotfixLane.Met met = release.hotfix().met().get(obligation.id());
        return met != null && release.isOfThis(met.contentRevision());
    }
}

package dev.releaseledger.query.finding.rule;

import dev.releaseledger.events.policy.ReleasePolicy;
import dev.releaseledger.events.release.ChangeAdded;
import dev.releaseledger.events.release.CriterionWaived;
import dev.releaseledger.events.release.DeploymentStarted;
import dev.releaseledger.events.release.EvidenceRecorded;
import dev.releaseledger.events.release.Outcome;
import dev.releaseledger.events.release.ReleaseKind;
import dev.releaseledger.events.release.ReleasePlanned;
import java.util.ArrayList;
import java.util.List;

/**
 * A hotfix began to go to production, and neither did the newest evidence of the criterion {@value #REVIEWED} pass, nor does
 * every change name a reviewer other than its author. A waiver of the criterion is no review. It stands for ever: a review
 * afterwards is none.
 *
 * <p>PROCESS.md, Anti-patterns: hotfixes without code review; Hotfix: review is never skipped, only faster.
 */
public final class HotfixWithoutReview implements FindingRule {
    private static final String REVIEWED = "code-reviewed";
    private static final int MOST_CITED = 20;

    @Override
    public String id() {
        return "hotfix-without-review";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public Severity severity() {
        return Severity.HIGH;
    }

    @Override
    public String title() {
        return "Hotfix without code review";
    }

    @Override
    public String definition() {
        return "A hotfix was first deployed to production when the newest evidence of " + REVIEWED
                + " had not passed (or"
                + " there was none) and a change, or the whole release where it names no change, had no reviewer other than"
                + " its author. It cites at most " + MOST_CITED + " such changes, and stands for ever.";
    }

    @Override
    public String source() {
        return "Anti-patterns: hotfixes without code review";
    }

    @Override
    public List<Verdict> judge(History history, ReleasePolicy policy) {
        Said<ReleasePlanned> planned = history.planned();
        if (planned == null || planned.event().kind() != ReleaseKind.HOTFIX) {
            return List.of();
        }
        return history.toProduction(policy)
                .findFirst()
                .filter(start -> !isShown(history, start))
                .map(start -> judge(history, planned, start))
                .orElse(List.of());
    }

    private static List<Verdict> judge(History history, Said<ReleasePlanned> planned, Said<DeploymentStarted> start) {
        List<Said<ChangeAdded>> content = history.contentOf(start);
        List<Said<ChangeAdded>> unreviewed =
                content.stream().filter(change -> !isReviewed(change.event())).toList();
        if (unreviewed.isEmpty() && !content.isEmpty()) {
            return List.of();
        }
        List<Long> cites = new ArrayList<>(List.of(start.position()));
        unreviewed.stream().limit(MOST_CITED).map(Said::position).forEach(cites::add);
        history.said(CriterionWaived.class)
                .filter(waived -> waived.event().criterion().equals(REVIEWED) && start.isAfter(waived))
                .map(Said::position)
                .forEach(cites::add);
        return List.of(Verdict.of(
                Verdict.keyOf(start.event().deploymentId()),
                content.isEmpty()
                        ? "The hotfix went to production with no review on record."
                        : "The hotfix went to production with " + unreviewed.size() + " of " + content.size()
                                + " changes that name no reviewer but their author, and no evidence of a review.",
                cites,
                new Absence(planned.position(), start.position()),
                start));
    }

    private static boolean isShown(History history, Said<DeploymentStarted> start) {
        return history.said(EvidenceRecorded.class)
                .filter(said -> said.event().criterion().equals(REVIEWED) && start.isAfter(said))
                .reduce((earlier, later) -> later)
                .filter(newest -> newest.event().outcome() == Outcome.PASSED)
                .isPresent();
    }

    private static boolean isReviewed(ChangeAdded change) {
        return change.reviewers().stream().anyMatch(reviewer -> !reviewer.equals(change.author()));
    }
}

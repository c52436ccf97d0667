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
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A hotfix began to go to production, each time that it did, with a change that names no reviewer other than its author and
 * that the newest evidence of the criterion {@value #REVIEWED} does not cover: that did not pass, or it was recorded before the
 * change was added. A waiver of the criterion is no review. It stands for ever: a review
 * afterwards is none.
 *
 * <p>PROCESS.md, Anti-patterns: hotfixes without code review; Hotfix: review is never skipped, only faster.
 */
public final class HotfixWithoutReview implements ReleaseRule {
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
        return "A hotfix was deployed to production, each time that it was, with a change that had no reviewer other"
                + " than its author and that no evidence covered: the newest of " + REVIEWED
                + " had not passed, was recorded before the change was added, or there was none. Where a hotfix names no"
                + " change, it had no such evidence at all. It cites at most " + MOST_CITED
                + " such changes, and stands for ever.";
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
                .flatMap(start -> judge(history, planned, start))
                .toList();
    }

    private static Stream<Verdict> judge(History history, Said<ReleasePlanned> planned, Said<DeploymentStarted> start) {
        List<Said<ChangeAdded>> content = history.contentOf(start);
        Optional<Said<EvidenceRecorded>> shown = shown(history, start);
        List<Said<ChangeAdded>> unreviewed = content.stream()
                .filter(change -> !isReviewed(change.event())
                        && shown.filter(evidence -> evidence.isAfter(change)).isEmpty())
                .toList();
        if (unreviewed.isEmpty() && !(content.isEmpty() && shown.isEmpty())) {
            return Stream.empty();
        }
        List<Long> cites = new ArrayList<>(List.of(start.position()));
        unreviewed.stream().limit(MOST_CITED).map(Said::position).forEach(cites::add);
        history.said(CriterionWaived.class)
                .filter(waived -> waived.event().criterion().equals(REVIEWED) && start.isAfter(waived))
                .map(Said::position)
                .forEach(cites::add);
        return Stream.of(Verdict.of(
                Verdict.keyOf(start.event().deploymentId()),
                content.isEmpty()
                        ? "The hotfix went to production with no review on record."
                        : "The hotfix went to production with " + unreviewed.size() + " of " + content.size()
                                + " changes that name no reviewer but their author and that no evidence of a review covers.",
                cites,
                new Absence(planned.position(), start.position()),
                start));
    }

    /** The evidence that what it was said of was reviewed: the newest before the deployment, where that passed. */
    private static Optional<Said<EvidenceRecorded>> shown(History history, Said<DeploymentStarted> start) {
        return history.said(EvidenceRecorded.class)
                .filter(said -> said.event().criterion().equals(REVIEWED) && start.isAfter(said))
                .reduce((earlier, later) -> later)
                .filter(newest -> newest.event().outcome() == Outcome.PASSED);
    }

    private static boolean isReviewed(ChangeAdded change) {
        return change.reviewers().stream().anyMatch(reviewer -> !reviewer.equals(change.author()));
    }
}

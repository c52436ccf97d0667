package dev.releaseledger.query.finding;

import dev.releaseledger.events.release.Plan;
import dev.releaseledger.query.finding.rule.FindingRule;
import dev.releaseledger.query.finding.rule.ReleaseRule;
import dev.releaseledger.query.finding.rule.Verdict;
import dev.releaseledger.query.release.AskedPast;
import dev.releaseledger.query.release.ReleaseFinder;
import dev.releaseledger.query.release.ReleaseStream;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The findings about one release as it was asked for: judged from the very history that the rest of the answer tells of. */
@Component
final class ReleaseFindings {
    private final Findings findings;
    private final AskedPast past;

    ReleaseFindings(Findings findings, AskedPast past) {
        this.findings = findings;
        this.past = past;
    }

    /** By the newest version of each rule, the gravest first, then the oldest. */
    List<FindingView> of(ReleaseFinder.Found found) {
        String subject = ReleaseStream.name(found.id());
        long by = Math.max(found.stream().position(), past.last(found.then()));
        Map<Findings.Suppressed, FindingView.SuppressionView> suppressed =
                findings.suppressed(found.generation(), found.release().plan().product(), subject, by);
        return findings.book().newest().values().stream()
                .filter(ReleaseRule.class::isInstance)
                .map(ReleaseRule.class::cast)
                .flatMap(rule -> rule.judge(found.stream().history(), found.policy()).stream()
                        .map(verdict -> view(
                                found,
                                rule,
                                verdict,
                                suppressed.get(new Findings.Suppressed(rule.id(), verdict.key())))))
                .sorted(Comparator.comparing(FindingView::severity)
                        .thenComparing(finding -> finding.since().position())
                        .thenComparing(FindingView::rule)
                        .thenComparing(FindingView::key))
                .toList();
    }

    private static FindingView view(
            ReleaseFinder.Found found,
            FindingRule rule,
            Verdict verdict,
            FindingView.@Nullable SuppressionView suppression) {
        String subject = ReleaseStream.name(found.id());
        Plan plan = found.release().plan();
        boolean over = verdict.until() != null;
        return new FindingView(
                rule.idOf(subject, verdict.key()),
                rule.id(),
                rule.version(),
                subject,
                verdict.key(),
                plan.product(),
                plan.version(),
                null,
                rule.severity(),
                rule.title(),
                verdict.text(),
                verdict.cites(),
                verdict.missing(),
                verdict.since(),
                verdict.until(),
                over
                        ? FindingView.State.CLOSED
                        : suppression == null ? FindingView.State.OPEN : FindingView.State.SUPPRESSED,
                over ? null : suppression,
                found.stream().incomplete());
    }
}

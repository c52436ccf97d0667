package dev.releaseledger.query.finding.rule;

import dev.releaseledger.events.policy.ReleasePolicy;
import dev.releaseledger.events.release.ChangeAdded;
import dev.releaseledger.events.release.DeploymentStarted;
import dev.releaseledger.events.release.Strategy;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A deployment to production by {@code BIG_BANG} brought at least one change that had been merged longer before than the
 * policy's {@code findings.mostChangeAge}; a change of which no merge is recorded counts from when it was added. It stands for
 * ever.
 *
 * <p>PROCESS.md, Anti-patterns: big-bang releases with months of changes.
 */
public final class BigBangOfManyMonths implements ReleaseRule {
    @Override
    public String id() {
        return "big-bang-of-many-months";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public Severity severity() {
        return Severity.MEDIUM;
    }

    @Override
    public String title() {
        return "Big-bang release with months of changes";
    }

    @Override
    public String definition() {
        return "A deployment to production by BIG_BANG included a change that was merged (or, where no merge is recorded,"
                + " added) longer before its start than findings.mostChangeAge of the policy. It cites the oldest such"
                + " change, and stands for ever.";
    }

    @Override
    public String source() {
        return "Anti-patterns: big-bang releases with months of changes";
    }

    @Override
    public List<Verdict> judge(History history, ReleasePolicy policy) {
        return history.toProduction(policy)
                .filter(start -> start.event().strategy() == Strategy.BIG_BANG)
                .flatMap(start -> judge(history, start, policy.findings().mostChangeAge()))
                .toList();
    }

    private static Stream<Verdict> judge(History history, Said<DeploymentStarted> start, Duration most) {
        List<Said<ChangeAdded>> content = history.contentOf(start);
        List<Said<ChangeAdded>> old = content.stream()
                .filter(change -> Duration.between(merged(change), start.at()).compareTo(most) > 0)
                .sorted(Comparator.comparing(BigBangOfManyMonths::merged).thenComparing(Said::position))
                .toList();
        if (old.isEmpty()) {
            return Stream.empty();
        }
        Said<ChangeAdded> oldest = old.getFirst();
        return Stream.of(Verdict.of(
                Verdict.keyOf(start.event().deploymentId()),
                "%d of %d changes that went to %s at once were older than %d days; the oldest, of %s, by %d days."
                        .formatted(
                                old.size(),
                                content.size(),
                                start.event().environment(),
                                most.toDays(),
                                merged(oldest),
                                Duration.between(merged(oldest), start.at()).toDays()),
                List.of(oldest.position(), start.position()),
                null,
                start));
    }

    private static Instant merged(Said<ChangeAdded> change) {
        Instant mergedAt = change.event().mergedAt();
        return mergedAt == null ? change.at() : mergedAt;
    }
}

package dev.releaseledger.query.finding.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.releaseledger.events.access.Role;
import dev.releaseledger.events.envelope.Attribution;
import dev.releaseledger.events.policy.PolicyBook;
import dev.releaseledger.events.policy.ReleasePolicy;
import dev.releaseledger.events.release.Artefact;
import dev.releaseledger.events.release.Baseline;
import dev.releaseledger.events.release.ChangeAdded;
import dev.releaseledger.events.release.ChangeCategory;
import dev.releaseledger.events.release.DeploymentStarted;
import dev.releaseledger.events.release.DeploymentVerified;
import dev.releaseledger.events.release.HealthReport;
import dev.releaseledger.events.release.HealthReported;
import dev.releaseledger.events.release.HealthVerdict;
import dev.releaseledger.events.release.ReleaseCompleted;
import dev.releaseledger.events.release.ReleaseEvent;
import dev.releaseledger.events.release.ReleaseKind;
import dev.releaseledger.events.release.ReleasePlanned;
import dev.releaseledger.events.release.Strategy;
import dev.releaseledger.events.release.WatchPassed;
import dev.releaseledger.query.entry.ReadEntry;
import dev.releaseledger.query.release.ReleaseStream;
import dev.releaseledger.query.testing.TestLedger;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A release's history as a test tells it; positions are the ledger's, ten apart, so that nobody takes them for sequences. */
public final class Story {
    public static final Instant BEGINNING = Instant.parse("2026-03-02T08:00:00Z");
    public static final UUID DEPLOYMENT = new UUID(1, 1);
    public static final UUID ROLLBACK = new UUID(1, 2);
    public static final UUID RELEASE = new UUID(1, 3);
    public static final UUID DINA = new UUID(2, 1);
    public static final UUID OLE = new UUID(2, 2);

    private final List<byte[]> entries = new ArrayList<>();
    private ReleaseStream stream = ReleaseStream.KIND.empty();
    private ReleasePolicy policy = PolicyBook.defaultPolicy();
    private Instant now = BEGINNING;
    private boolean backfilled;

    private Story() {}

    public static Story planned(ReleaseKind kind) {
        return new Story().tellsThePlan(kind);
    }

    /** What the importer tells of the past. */
    public static Story backfilled(ReleaseKind kind) {
        Story story = new Story();
        story.backfilled = true;
        return story.tellsThePlan(kind);
    }

    private Story tellsThePlan(ReleaseKind kind) {
        return said(new ReleasePlanned(
                "checkout",
                "2.5.0",
                "A release",
                kind,
                Strategy.ROLLING,
                null,
                DINA,
                null,
                kind == ReleaseKind.HOTFIX ? "2.4.0" : null,
                1));
    }

    public Story after(Duration time) {
        now = now.plus(time);
        return this;
    }

    public Instant now() {
        return now;
    }

    public Story under(ReleasePolicy other) {
        policy = other;
        return this;
    }

    public Story said(ReleaseEvent event, Role... as) {
        return saidBy(DINA, event, as);
    }

    public Story saidBy(UUID who, ReleaseEvent event, Role... as) {
        // What is backfilled was recorded long after it happened.
        Instant recorded = backfilled ? now.plus(Duration.ofDays(1_000)) : now;
        Attribution by = new Attribution(who, Set.of(as), recorded, backfilled ? now : null);
        long sequence = entries.size();
        long position = sequence * 10;
        byte[] bytes = TestLedger.sealed(ReleaseStream.name(RELEASE), event, by, position, sequence, recorded);
        entries.add(bytes);
        stream = stream.and(position, ReadEntry.of(bytes), bytes.length);
        assertThat(stream.doubt()).isNull();
        return this;
    }

    /** The position of the last entry. */
    public long last() {
        return (entries.size() - 1) * 10L;
    }

    public Story changed(String id, Instant mergedAt, UUID... reviewers) {
        return said(new ChangeAdded(id, ChangeCategory.FIX, "A fix", null, DINA, "abc", mergedAt, List.of(reviewers)));
    }

    public Story started(Strategy strategy, @Nullable Artefact artefact, Role... as) {
        return started("production", strategy, artefact, as);
    }

    public Story started(String environment, Strategy strategy, @Nullable Artefact artefact, Role... as) {
        return said(new DeploymentStarted(DEPLOYMENT, environment, strategy, artefact), as);
    }

    public Story started() {
        return started(Strategy.ROLLING, null, Role.RELEASE_MANAGER);
    }

    /** One more deployment of it to production. */
    public Story startedAgain(UUID deployment) {
        return said(new DeploymentStarted(deployment, "production", Strategy.ROLLING, null), Role.RELEASE_MANAGER);
    }

    /** Whether the last entry may have changed a verdict. */
    public boolean mayDiffer() {
        return stream.history().mayDifferSince(last(), policy);
    }

    public Story verified() {
        return said(new DeploymentVerified(DEPLOYMENT, "smoke tests", null, null, null), Role.RELEASE_MANAGER);
    }

    /** What was measured up to this time. */
    public Story measuredUpTo(Instant to) {
        return said(
                new HealthReported(
                        DEPLOYMENT,
                        HealthVerdict.HEALTHY,
                        Baseline.UNKNOWN,
                        List.of(new HealthReport(
                                UUID.randomUUID(),
                                to.minusSeconds(15),
                                to,
                                "prometheus",
                                10,
                                BigDecimal.ZERO,
                                null,
                                null,
                                null,
                                null))),
                Role.CI);
    }

    public Story watchPassed(Instant verifiedAt) {
        return said(new WatchPassed(DEPLOYMENT, verifiedAt, verifiedAt.plus(Duration.ofMinutes(15))));
    }

    public Story completed() {
        return said(new ReleaseCompleted(null), Role.RELEASE_MANAGER);
    }

    public List<Verdict> judgedBy(ReleaseRule rule) {
        return rule.judge(stream.history(), policy);
    }

    /** The only verdict that there is. */
    public Verdict foundBy(ReleaseRule rule) {
        List<Verdict> verdicts = judgedBy(rule);
        assertThat(verdicts).hasSize(1);
        return verdicts.getFirst();
    }
}

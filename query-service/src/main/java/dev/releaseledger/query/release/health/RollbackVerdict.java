package dev.releaseledger.query.release.health;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.releaseledger.events.policy.ReleasePolicy;
import dev.releaseledger.events.release.Baseline;
import dev.releaseledger.events.release.Deployment;
import dev.releaseledger.events.release.DeploymentHealth;
import dev.releaseledger.events.release.HealthVerdict;
import dev.releaseledger.events.release.Release;
import dev.releaseledger.events.release.Rollback;
import dev.releaseledger.events.release.TriggerFired;
import dev.releaseledger.events.release.health.Health;
import dev.releaseledger.events.release.health.Triggers;
import dev.releaseledger.query.release.ReleaseStream;
import dev.releaseledger.query.release.RollbackCourse;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the health reports that were known when a rollback came up say under a policy, and whether that is what was recorded.
 * Pure: whoever has the entries gets the same.
 *
 * @param knownUpTo the release's last entry before the rollback came up: what is judged here was known then
 * @param policyVersion the policy that it is judged by
 * @param pinnedVersion the policy that the release pinned then
 * @param demand what demanded the rollback, in words
 * @param verdict what the reports say together
 * @param baseline what they are compared with
 * @param triggers the policy's triggers, in its order
 * @param recorded what the ledger says of the same reports
 * @param sameOutcome whether the same triggers fire as were recorded, and the verdict is the same
 * @param sameFigures whether they also fire on the same reports, with the same figures, as under the same policy they do
 * @param incomplete whether an entry that was known then could not be understood, so that reports may be missing here
 */
record RollbackVerdict(
        UUID releaseId,
        UUID rollbackId,
        UUID deploymentId,
        long knownUpTo,
        int policyVersion,
        int pinnedVersion,
        String demand,
        HealthVerdict verdict,
        Baseline baseline,
        List<TriggerVerdict> triggers,
        RecordedVerdict recorded,
        boolean sameOutcome,
        boolean sameFigures,
        boolean incomplete) {

    /**
     * What the ledger says.
     *
     * @param verdict what was made of the reports; null where there were none
     * @param fired the triggers that fired on these reports and demanded this rollback; none for one that somebody asked for
     */
    record RecordedVerdict(@Nullable HealthVerdict verdict, List<RecordedTrigger> fired) {}

    /** @param position the entry that records it */
    record RecordedTrigger(long position, @JsonUnwrapped TriggerFired fired) {}

    /**
     * Judges a rollback again.
     *
     * @param before the release just before the rollback came up
     * @param rollback what is taken back
     * @param course what was said of it
     */
    static RollbackVerdict of(
            UUID releaseId,
            ReleaseStream before,
            Release release,
            Rollback rollback,
            RollbackCourse course,
            ReleasePolicy policy) {
        Deployment deployment = release.deployments().get(rollback.deploymentId());
        if (deployment == null) {
            throw new IllegalStateException("a rollback is triggered of a deployment that was started");
        }
        DeploymentHealth health = deployment.health();
        Baseline baseline = Health.baseline(deployment, policy);
        HealthVerdict verdict = Health.verdict(health, List.of(), baseline, policy);
        List<TriggerFired> fired = Triggers.fired(deployment, release, policy, rollback.rollbackId());
        List<RecordedTrigger> recorded = recorded(course, health);
        List<TriggerFired> then = recorded.stream().map(RecordedTrigger::fired).toList();
        boolean sameOutcome = ids(fired).equals(ids(then)) && (health.verdict() == null || health.verdict() == verdict);
        return new RollbackVerdict(
                releaseId,
                rollback.rollbackId(),
                rollback.deploymentId(),
                before.position(),
                policy.version(),
                release.plan().policyVersion(),
                then.isEmpty()
                        ? "no trigger demanded it: somebody asked for it"
                        : "demanded by " + String.join(", ", ids(then)),
                verdict,
                baseline,
                policy.triggers().stream()
                        .map(trigger -> TriggerVerdict.of(trigger, health, baseline, policy))
                        .toList(),
                new RecordedVerdict(health.verdict(), recorded),
                sameOutcome,
                sameOutcome && Set.copyOf(fired).equals(Set.copyOf(then)),
                before.incomplete());
    }

    private static Set<String> ids(List<TriggerFired> fired) {
        return fired.stream().map(TriggerFired::trigger).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Those that fired on reports that were known then: others fired later, while it waited. */
    private static List<RecordedTrigger> recorded(RollbackCourse course, DeploymentHealth health) {
        return course.said().stream()
                .flatMap(said -> said.event() instanceof TriggerFired fired
                                && health.reports().keySet().containsAll(fired.reports())
                        ? Stream.of(new RecordedTrigger(said.position(), fired))
                        : Stream.empty())
                .toList();
    }
}

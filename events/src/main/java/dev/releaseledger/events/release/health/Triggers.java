package dev.releaseledger.events.release.health;

import dev.releaseledger.events.policy.ReleasePolicy;
import dev.releaseledger.events.policy.Trigger;
import dev.releaseledger.events.release.Deployment;
import dev.releaseledger.events.release.Release;
import dev.releaseledger.events.release.Rollback;
import dev.releaseledger.events.release.RollbackKind;
import dev.releaseledger.events.release.RollbackReason;
import dev.releaseledger.events.release.Rollout;
import dev.releaseledger.events.release.TriggerFired;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** What triggers say of a deployment. Pure. */
public final class Triggers {
    private Triggers() {}

    /**
     * Every trigger that fires now, as it is recorded: the recorded reports pass its limit, it has not fired since the deployment
     * was healthy last, and the deployment is there and not being taken back.
     *
     * @param newRollback the id of the rollback that is demanded, unless one of the deployment waits already
     */
    public static List<TriggerFired> fired(
            Deployment deployment, Release release, ReleasePolicy policy, UUID newRollback) {
        if (!deployment.isRunning() && !deployment.isVerified()) {
            return List.of();
        }
        UUID rollbackId = release.rollbackOf(deployment.deploymentId())
                .map(Rollback::rollbackId)
                .orElse(newRollback);
        return Health.firing(deployment.health(), Health.baseline(deployment, policy), policy).stream()
                .filter(firing -> !deployment
                        .health()
                        .fired()
                        .containsKey(firing.trigger().id()))
                .map(firing -> new TriggerFired(
                        deployment.deploymentId(),
                        rollbackId,
                        firing.trigger().id(),
                        reason(firing.trigger()),
                        firing.newest().observed(),
                        firing.newest().baseline(),
                        firing.newest().threshold(),
                        firing.reports(),
                        policy.rollback()
                                .preAuthorised()
                                .contains(firing.trigger().id())))
                .toList();
    }

    /** What a trigger's rollback takes back. A dark deployment is by its flags; where there are none, there is no flag to disable. */
    public static Set<RollbackKind> kinds(Deployment deployment, ReleasePolicy policy) {
        if (deployment.rollout() instanceof Rollout.Dark) {
            return Set.of(RollbackKind.FLAG);
        }
        Set<RollbackKind> kinds = EnumSet.noneOf(RollbackKind.class);
        kinds.addAll(policy.rollback().kinds());
        kinds.remove(RollbackKind.FLAG);
        return kinds.isEmpty() ? Set.of(RollbackKind.CODE) : kinds;
    }

    private static RollbackReason reason(Trigger trigger) {
        return switch (trigger) {
            case Trigger.ErrorRate rate -> RollbackReason.ERROR_RATE;
            case Trigger.Latency latency -> RollbackReason.LATENCY;
            case Trigger.HealthChecks checks -> RollbackReason.HEALTH_CHECKS;
            case Trigger.BusinessMetric metric -> RollbackReason.BUSINESS_METRIC;
        };
    }
}

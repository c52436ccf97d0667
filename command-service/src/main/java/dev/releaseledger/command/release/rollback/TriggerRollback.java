package dev.releaseledger.command.release.rollback;

import dev.releaseledger.command.environment.There;
import dev.releaseledger.command.release.EnvironmentCommand;
import dev.releaseledger.events.envelope.Attribution;
import dev.releaseledger.events.environment.RunningVersion;
import dev.releaseledger.events.policy.ReleasePolicy;
import dev.releaseledger.events.release.Deployment;
import dev.releaseledger.events.release.Release;
import dev.releaseledger.events.release.ReleaseEvent;
import dev.releaseledger.events.release.Rollback;
import dev.releaseledger.events.release.RollbackKind;
import dev.releaseledger.events.release.RollbackReason;
import dev.releaseledger.events.release.RollbackTriggered;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Ask for a deployment to be taken back.
 *
 * @param toVersion the version to return to; null for what ran there before
 * @param there what is in the deployment's environment; nothing before that was looked up
 */
public record TriggerRollback(
        UUID releaseId,
        UUID rollbackId,
        UUID deploymentId,
        RollbackReason reason,
        Set<RollbackKind> kinds,
        @Nullable String toVersion,
        String summary,
        There there,
        @Nullable Instant occurredAt)
        implements EnvironmentCommand {
    @Override
    public Optional<String> environment(Release release) {
        return Optional.ofNullable(release.deployments().get(deploymentId)).map(Deployment::environment);
    }

    @Override
    public TriggerRollback in(There found) {
        return new TriggerRollback(
                releaseId, rollbackId, deploymentId, reason, kinds, toVersion, summary, found, occurredAt);
    }

    @Override
    public List<ReleaseEvent> proposes(Release release, Attribution by, ReleasePolicy policy) {
        return List.of(new RollbackTriggered(rollbackId, deploymentId, reason, kinds, versionFor(by), summary));
    }

    private @Nullable String versionFor(Attribution by) {
        return toVersion != null || by.isBackfill() || !kinds.contains(RollbackKind.CODE)
                ? toVersion
                : there.environment()
                        .without(deploymentId)
                        .map(RunningVersion::version)
                        .orElse(null);
    }

    @Override
    public boolean isAlreadySo(Release release, Attribution by, ReleasePolicy policy) {
        return release.rollbacks().get(rollbackId) instanceof Rollback known
                && known.deploymentId().equals(deploymentId)
                && known.demand().reason() == reason
                && known.demand().kinds().equals(kinds)
                && (toVersion == null || toVersion.equals(known.demand().toVersion()))
                && known.demand().summary().equals(summary);
    }
}

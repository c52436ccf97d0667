package dev.releaseledger.command.release.rollback;

import dev.releaseledger.command.release.ReleaseCommand;
import dev.releaseledger.events.envelope.Attribution;
import dev.releaseledger.events.policy.ReleasePolicy;
import dev.releaseledger.events.release.Deployment;
import dev.releaseledger.events.release.HealthReport;
import dev.releaseledger.events.release.Release;
import dev.releaseledger.events.release.ReleaseEvent;
import dev.releaseledger.events.release.Rollback;
import dev.releaseledger.events.release.RollbackVerified;
import dev.releaseledger.events.release.health.Health;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Say that a rollback helped: the newest health report of the deployment has to say so too. */
public record VerifyRollback(
        UUID releaseId,
        UUID rollbackId,
        @Nullable String comment,
        @Nullable Instant occurredAt) implements ReleaseCommand {
    private static final UUID NONE = new UUID(0, 0);

    /** Where there is no such rollback or no report, it names none, and the rules say so. */
    @Override
    public List<ReleaseEvent> proposes(Release release, Attribution by, ReleasePolicy policy) {
        UUID deploymentId = Optional.ofNullable(release.rollbacks().get(rollbackId))
                .map(Rollback::deploymentId)
                .orElse(NONE);
        UUID report = Optional.ofNullable(release.deployments().get(deploymentId))
                .flatMap(deployment -> newest(deployment, release.rollbacks().get(rollbackId)))
                .map(HealthReport::id)
                .orElse(NONE);
        return List.of(new RollbackVerified(rollbackId, deploymentId, report, comment));
    }

    /** Whoever verified it, people or health reports: it is verified once. */
    /** The newest report of a time after it was executed. */
    private static Optional<HealthReport> newest(Deployment deployment, @Nullable Rollback rollback) {
        return rollback != null && rollback.progress() instanceof Rollback.Progress.Executed executed
                ? Health.since(deployment.health(), executed.at()).reversed().stream()
                        .findFirst()
                : deployment.health().newest();
    }

    @Override
    public boolean isAlreadySo(Release release, Attribution by, ReleasePolicy policy) {
        return release.rollbacks().get(rollbackId) instanceof Rollback rollback && rollback.verifiedAt() != null;
    }
}

package dev.releaseledger.command.release.health;

import dev.releaseledger.command.release.ReleaseCommand;
import dev.releaseledger.events.envelope.Attribution;
import dev.releaseledger.events.policy.ReleasePolicy;
import dev.releaseledger.events.release.Deployment;
import dev.releaseledger.events.release.Release;
import dev.releaseledger.events.release.ReleaseEvent;
import dev.releaseledger.events.release.WatchPassed;
import dev.releaseledger.events.release.health.Watch;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The time to watch a deployment has passed. Said by passing time alone; of one that does not stand any more, that is watched for
 * longer by now, or of a release that has ended, it says nothing.
 *
 * @param verifiedAt when the deployment was verified
 */
public record RecordWatchPassed(UUID releaseId, UUID deploymentId, Instant verifiedAt) implements ReleaseCommand {
    @Override
    public List<ReleaseEvent> proposes(Release release, Attribution by, ReleasePolicy policy) {
        return watch(release, policy).stream()
                .<ReleaseEvent>map(watch -> new WatchPassed(deploymentId, verifiedAt, watch.until()))
                .toList();
    }

    @Override
    public boolean isAlreadySo(Release release, Attribution by, ReleasePolicy policy) {
        Deployment deployment = release.deployments().get(deploymentId);
        return release.ending() != null
                || deployment == null
                || deployment.watchPassed()
                || watch(release, policy)
                        .filter(watch -> !by.judgedAt().isBefore(watch.passedAt()))
                        .isEmpty();
    }

    private Optional<Watch> watch(Release release, ReleasePolicy policy) {
        return Watch.of(deploymentId, release, policy)
                .filter(watch -> watch.verifiedAt().equals(verifiedAt));
    }

    @Override
    public @Nullable Instant occurredAt() {
        return null;
    }
}

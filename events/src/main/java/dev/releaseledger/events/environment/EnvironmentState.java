package dev.releaseledger.events.environment;

import dev.releaseledger.events.envelope.Attribution;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePSet;
import org.pcollections.PSet;
import org.pcollections.PVector;
import org.pcollections.TreePVector;

/**
 * What the history of an environment means so far.
 *
 * @param stays what ran there, in the order of the times from which it did
 * @param takenBack the deployments that were taken back: they did not run healthy
 */
public record EnvironmentState(PVector<Stay> stays, PSet<UUID> takenBack) {
    private static final EnvironmentState EMPTY = new EnvironmentState(TreePVector.empty(), HashTreePSet.empty());

    /** Something ran from this time on. */
    public record Stay(RunningVersion running, Instant since) {}

    /** The state before the first event. */
    public static EnvironmentState empty() {
        return EMPTY;
    }

    /** The state after this event. */
    public EnvironmentState evolve(EnvironmentEvent event, Attribution by) {
        return switch (event) {
            case VersionTookOver tookOver ->
                new EnvironmentState(with(new Stay(tookOver.running(), by.judgedAt()), by), takenBack);
            case VersionReturned returned -> {
                EnvironmentState without = new EnvironmentState(stays, takenBack.plus(returned.takenBack()));
                yield without.healthy(returned.version(), null)
                        .map(again -> new EnvironmentState(
                                without.with(new Stay(again, by.judgedAt()), by), without.takenBack))
                        .orElse(without);
            }
        };
    }

    /** What is told of the past is put where it belongs; what happens now comes last, whatever the clocks of services say. */
    private PVector<Stay> with(Stay next, Attribution by) {
        int at = stays.size();
        while (by.isBackfill() && at > 0 && stays.get(at - 1).since().isAfter(next.since())) {
            at--;
        }
        return stays.plus(at, next);
    }

    /** What runs there; empty where nothing does, or the first version was taken back. */
    public Optional<RunningVersion> current() {
        for (int i = stays.size() - 1; i >= 0; i--) {
            if (ranHealthy(stays.get(i))) {
                return Optional.of(stays.get(i).running());
            }
        }
        return Optional.empty();
    }

    /**
     * The newest deployment of this version that ran there healthy: verified, and not taken back.
     *
     * @param except a deployment that is not meant; null where each may be
     */
    public Optional<RunningVersion> healthy(@Nullable String version, @Nullable UUID except) {
        for (int i = stays.size() - 1; i >= 0; i--) {
            Stay stay = stays.get(i);
            if (ranHealthy(stay)
                    && !stay.running().deploymentId().equals(except)
                    && stay.running().version().equals(version)) {
                return Optional.of(stay.running());
            }
        }
        return Optional.empty();
    }

    /** What would run there without this deployment: the newest other one that ran there healthy. */
    public Optional<RunningVersion> without(UUID deploymentId) {
        for (int i = stays.size() - 1; i >= 0; i--) {
            Stay stay = stays.get(i);
            if (ranHealthy(stay) && !stay.running().deploymentId().equals(deploymentId)) {
                return Optional.of(stay.running());
            }
        }
        return Optional.empty();
    }

    /** What runs there now although this deployment did once; empty where it still does, never did, or nothing does. */
    public Optional<RunningVersion> inPlaceOf(UUID deploymentId) {
        boolean was =
                stays.stream().anyMatch(stay -> stay.running().deploymentId().equals(deploymentId));
        return was ? current().filter(running -> !running.deploymentId().equals(deploymentId)) : Optional.empty();
    }

    private boolean ranHealthy(Stay stay) {
        return !takenBack.contains(stay.running().deploymentId());
    }
}

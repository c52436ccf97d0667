package dev.releaseledger.events.flag;

import dev.releaseledger.events.environment.EnvironmentState;
import dev.releaseledger.events.policy.ReleasePolicy;
import dev.releaseledger.events.release.Deployment;
import dev.releaseledger.events.release.Release;
import dev.releaseledger.events.release.ReleaseState;
import dev.releaseledger.events.release.Rollback;
import dev.releaseledger.events.release.Rollout;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A deployment that is dark until a flag opens it, and is there, or was taken back: the newest of its release in its environment,
 * whose place no other took.
 *
 * @param version the version of the release, which the flag is linked to
 * @param deployment the deployment
 * @param rollback the rollback that takes it back, waits to, failed to, or did; null where there is none
 * @param judged whether its policy wants steps judged by health reports
 * @param watchedUntil until when health reports of it are taken; null where that is open
 */
public record OpenedDeployment(
        String version,
        Deployment deployment,
        @Nullable Rollback rollback,
        boolean judged,
        @Nullable Instant watchedUntil) {
    /** What people can do where nothing else changes how it stands. */
    static final String WAY_OUT = "deploy another version there, or unlink the flag from the release";

    /** Where releases, and what they have to do with, are looked up. */
    public interface Beside {
        /** How a release stands. */
        ReleaseState release(UUID releaseId);

        /** How an environment of a product stands. */
        EnvironmentState environment(String product, String environment);

        /** The policy that a release pins. */
        ReleasePolicy policyOf(Release release);
    }

    /**
     * What this event would open, or open further: of the releases that the flag is linked to, the deployments that name its key.
     */
    public static List<OpenedDeployment> by(FlagEvent event, FlagState state, Beside beside) {
        if (!(event instanceof RolloutAdvanced || event instanceof FlagEnabled) || !(state instanceof Flag flag)) {
            return List.of();
        }
        List<OpenedDeployment> all = flag.releases().stream()
                .flatMap(releaseId -> beside.release(releaseId) instanceof Release release
                        ? of(flag, release, beside)
                        : Stream.empty())
                .toList();
        return all.stream()
                .filter(opened -> all.stream().noneMatch(opened::gaveWayTo))
                .toList();
    }

    private static Stream<OpenedDeployment> of(Flag flag, Release release, Beside beside) {
        if (!release.plan().product().equals(flag.product())) {
            return Stream.empty();
        }
        return release.deployments().values().stream()
                .filter(deployment -> deployment.rollout() instanceof Rollout.Dark dark
                        && dark.flags().contains(flag.key())
                        && isThere(deployment, release)
                        && !isReplaced(deployment, beside.environment(flag.product(), deployment.environment())))
                .map(deployment -> of(deployment, release, beside.policyOf(release)));
    }

    private static OpenedDeployment of(Deployment deployment, Release release, ReleasePolicy policy) {
        return new OpenedDeployment(
                release.plan().version(),
                deployment,
                rollback(deployment, release),
                policy.deployments().canary().judged(),
                deployment.watchedUntil(policy.health()).orElse(null));
    }

    private static boolean isThere(Deployment deployment, Release release) {
        boolean isNewest = release.newestDeployment(deployment.environment())
                .filter(newest -> newest.deploymentId().equals(deployment.deploymentId()))
                .isPresent();
        return isNewest
                && switch (deployment.standing()) {
                    case Deployment.Standing.Running running -> true;
                    case Deployment.Standing.Verified verified -> true;
                    case Deployment.Standing.Failed failed -> false;
                    case Deployment.Standing.TakenBack takenBack -> true;
                };
    }

    /** One that was taken back may never have been verified, and gives its place to what was verified after that all the same. */
    private static boolean isReplaced(Deployment deployment, EnvironmentState environment) {
        return environment.inPlaceOf(deployment.deploymentId()).isPresent()
                || deployment.standing() instanceof Deployment.Standing.TakenBack takenBack
                        && environment.stays().stream()
                                .anyMatch(stay -> stay.since().isAfter(takenBack.at()));
    }

    /** Whether this one was taken back, and the other deployed there after that. */
    private boolean gaveWayTo(OpenedDeployment other) {
        return deployment.standing() instanceof Deployment.Standing.TakenBack takenBack
                && other.deployment.environment().equals(deployment.environment())
                && other.deployment.startedAt().isAfter(takenBack.at());
    }

    private static @Nullable Rollback rollback(Deployment deployment, Release release) {
        return release.rollbackOf(deployment.deploymentId())
                .orElseGet(() -> deployment.standing() instanceof Deployment.Standing.TakenBack takenBack
                        ? release.rollbacks().get(takenBack.rollbackId())
                        : null);
    }

    /** Whether it is to be found healthy, at this time, before it is opened further. */
    boolean isJudged(Instant now) {
        return judged && isWatched(now);
    }

    /** Whether health reports of it are taken at this time. */
    boolean isWatched(Instant now) {
        return watchedUntil == null || now.isBefore(watchedUntil);
    }

    /** Which one it is, for people. */
    String inWords() {
        return "deployment " + deployment.deploymentId() + " of " + version + " to " + deployment.environment();
    }
}

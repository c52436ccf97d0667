package dev.releaseledger.command.release.health;

import dev.releaseledger.command.automation.Deadline;
import dev.releaseledger.command.automation.Deadline.Due;
import dev.releaseledger.command.automation.Deadlines;
import dev.releaseledger.command.automation.Reactions;
import dev.releaseledger.command.desk.StreamStates;
import dev.releaseledger.events.access.Role;
import dev.releaseledger.events.environment.EnvironmentEvent;
import dev.releaseledger.events.environment.EnvironmentState;
import dev.releaseledger.events.policy.HealthPolicy;
import dev.releaseledger.events.policy.Policies;
import dev.releaseledger.events.release.HealthReport;
import dev.releaseledger.events.release.Release;
import dev.releaseledger.events.release.ReleaseState;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** It is time to look at a deployment. Each look sets the next one, as long as the deployment is watched. */
final class LookAtDeployment implements Deadline {
    static final String NAME = "look-at-deployment";

    private static final Logger LOG = LoggerFactory.getLogger(LookAtDeployment.class);

    /** So many looks may wait for Prometheus at once. */
    private static final int MOST_AT_ONCE = 1_000;

    private final Semaphore looks = new Semaphore(MOST_AT_ONCE);
    private final StreamStates<ReleaseState> releases;
    private final StreamStates<EnvironmentState> environments;
    private final Policies policies;
    private final PrometheusLook look;
    private final boolean configured;
    private final HealthFolding folding;
    private final Reactions reactions;
    private final Supplier<Deadlines> deadlines;
    private final InstantSource clock;

    LookAtDeployment(
            StreamStates<ReleaseState> releases,
            StreamStates<EnvironmentState> environments,
            Policies policies,
            PrometheusLook look,
            boolean configured,
            HealthFolding folding,
            Reactions reactions,
            Supplier<Deadlines> deadlines,
            InstantSource clock) {
        this.releases = releases;
        this.environments = environments;
        this.policies = policies;
        this.look = look;
        this.configured = configured;
        this.folding = folding;
        this.reactions = reactions.as(Role.CI);
        this.deadlines = deadlines;
        this.clock = clock;
    }

    @Override
    public String name() {
        return NAME;
    }

    /** Has a deployment looked at from now on, where there is something to look with. */
    void begin(String stream, UUID deploymentId) {
        if (configured) {
            Instant now = clock.instant();
            watched(stream, deploymentId, now).ifPresent(watched -> setNext(stream, watched, now));
        }
    }

    @Override
    public void passed(Due due) {
        UUID deploymentId = UUID.fromString(due.what().substring(0, due.what().indexOf('/')));
        Instant now = clock.instant();
        if (!configured) {
            return;
        }
        WatchedDeployment watched = watched(due.stream(), deploymentId, now).orElse(null);
        if (watched == null) {
            return;
        }
        setNext(due.stream(), watched, now);
        HealthPolicy policy = policyOf(watched.release());
        // After an outage, one look at what is now, however many were missed.
        Instant at = times(watched, policy).last(now);
        UUID id = Figures.id("look", deploymentId.toString(), at.toString());
        if (!watched.deployment().health().reports().containsKey(id)) {
            lookAt(due.stream(), watched, at, id, policy);
        }
    }

    /** On a thread of its own: a Prometheus that is away must not hold up what else has its time. */
    private void lookAt(String stream, WatchedDeployment watched, Instant at, UUID id, HealthPolicy policy) {
        if (!looks.tryAcquire()) {
            LOG.warn("a look at {} is left out: {} others wait for Prometheus", stream, MOST_AT_ONCE);
            return;
        }
        Thread ignored = Thread.ofVirtual().name("health-look").start(() -> {
            try {
                tell(stream, watched, look.at(at, id, watched, policy));
            } catch (RuntimeException e) {
                LOG.warn("a look at {} came to nothing: {}", stream, e.getMessage());
            } finally {
                looks.release();
            }
        });
    }

    private void tell(String stream, WatchedDeployment watched, HealthReport report) {
        CompletableFuture<?> ignored = folding.add(new ToldHealth(
                        reactions.asked(stream, NAME),
                        UUID.fromString(stream.substring(stream.indexOf('/') + 1)),
                        watched.deployment().deploymentId(),
                        List.of(report),
                        true,
                        false))
                .whenComplete((answer, failure) -> {
                    if (failure != null) {
                        LOG.warn("a look at {} was not recorded: {}", stream, failure.getMessage());
                    }
                });
    }

    private void setNext(String stream, WatchedDeployment watched, Instant now) {
        Instant next = times(watched, policyOf(watched.release())).after(now);
        deadlines.get().set(NAME, new Due(stream, watched.deployment().deploymentId() + "/" + next), next);
    }

    /** The deployment as it is by now, where it is watched and there is something to ask. */
    private Optional<WatchedDeployment> watched(String stream, UUID deploymentId, Instant now) {
        // Another instance may have recorded more.
        releases.forget(stream);
        ReleaseState state = releases.of(stream).state();
        return state instanceof Release release
                        && policyOf(release) instanceof HealthPolicy policy
                        && !policy.queries().isEmpty()
                ? WatchedDeployment.of(state, deploymentId, policy, now).filter(this::hasItsPlace)
                : Optional.empty();
    }

    /** Whether no other version took the place of one that was verified. */
    private boolean hasItsPlace(WatchedDeployment watched) {
        if (!watched.deployment().isVerified()) {
            return true;
        }
        String stream = EnvironmentEvent.stream(
                watched.release().plan().product(), watched.deployment().environment());
        environments.forget(stream);
        return environments
                .of(stream)
                .state()
                .inPlaceOf(watched.deployment().deploymentId())
                .isEmpty();
    }

    private HealthPolicy policyOf(Release release) {
        return policies.pinned(release.plan().product(), release.plan().policyVersion())
                .health();
    }

    private static LookTimes times(WatchedDeployment watched, HealthPolicy policy) {
        return new LookTimes(watched.deployment().deploymentId(), policy.interval());
    }
}

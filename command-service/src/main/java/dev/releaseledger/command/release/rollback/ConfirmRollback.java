package dev.releaseledger.command.release.rollback;

import dev.releaseledger.command.environment.There;
import dev.releaseledger.command.release.EnvironmentCommand;
import dev.releaseledger.events.access.Role;
import dev.releaseledger.events.envelope.Attribution;
import dev.releaseledger.events.policy.ReleasePolicy;
import dev.releaseledger.events.release.Deployment;
import dev.releaseledger.events.release.Release;
import dev.releaseledger.events.release.ReleaseEvent;
import dev.releaseledger.events.release.Rollback;
import dev.releaseledger.events.release.RollbackAuthorised;
import dev.releaseledger.events.release.RollbackConfirmed;
import dev.releaseledger.events.release.RollbackStarted;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Confirm a rollback as on-call or as manager, whichever role the person has and the rollback still lacks; with both it
 * starts, unless a trigger started it before. */
public record ConfirmRollback(
        UUID releaseId,
        UUID rollbackId,
        @Nullable String comment,
        There there,
        @Nullable Instant occurredAt) implements EnvironmentCommand {
    @Override
    public Optional<String> environment(Release release) {
        return Optional.ofNullable(release.rollbacks().get(rollbackId))
                .flatMap(rollback -> Optional.ofNullable(release.deployments().get(rollback.deploymentId())))
                .map(Deployment::environment);
    }

    @Override
    public ConfirmRollback in(There found) {
        return new ConfirmRollback(releaseId, rollbackId, comment, found, occurredAt);
    }

    @Override
    public List<ReleaseEvent> proposes(Release release, Attribution by, ReleasePolicy policy) {
        Rollback rollback = release.rollbacks().get(rollbackId);
        Role as = roleFor(rollback, by);
        List<ReleaseEvent> events = new ArrayList<>();
        events.add(new RollbackConfirmed(rollbackId, as, comment));
        if (rollback != null
                && rollback.isWaiting()
                && rollback.confirmations().plus(as, by.actor()).keySet().containsAll(Rollback.CONFIRMED_AS)) {
            events.add(
                    by.isBackfill()
                            ? new RollbackAuthorised(rollbackId, rollback.deploymentId())
                            : new RollbackStarted(rollbackId, rollback.deploymentId(), null));
            events.addAll(TakenBack.voids(rollback.deploymentId(), release, policy));
        }
        return events;
    }

    private static Role roleFor(@Nullable Rollback rollback, Attribution by) {
        boolean onCall = by.roles().contains(Role.ON_CALL);
        boolean taken = rollback != null && rollback.confirmations().containsKey(Role.ON_CALL);
        boolean manager = by.roles().contains(Role.MANAGER);
        return manager && (!onCall || taken) ? Role.MANAGER : Role.ON_CALL;
    }
}

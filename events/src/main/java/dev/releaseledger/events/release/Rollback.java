package dev.releaseledger.events.release;

import dev.releaseledger.events.access.Role;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.pcollections.PMap;

/**
 * A rollback of a deployment.
 *
 * @param confirmations who confirmed it as what; complete with one for on-call and one for manager
 * @param authorised whether both confirmed
 */
public record Rollback(
        UUID rollbackId,
        UUID deploymentId,
        RollbackReason reason,
        Set<RollbackKind> kinds,
        @Nullable String toVersion,
        String summary,
        UUID triggeredBy,
        Instant triggeredAt,
        PMap<Role, UUID> confirmations,
        boolean authorised) {

    /** The roles that have to confirm, each by a person of its own. */
    public static final Set<Role> CONFIRMED_AS = Set.of(Role.ON_CALL, Role.MANAGER);

    Rollback confirmed(Role as, UUID by) {
        return new Rollback(
                rollbackId,
                deploymentId,
                reason,
                kinds,
                toVersion,
                summary,
                triggeredBy,
                triggeredAt,
                confirmations.plus(as, by),
                authorised);
    }

    Rollback authorise() {
        return new Rollback(
                rollbackId,
                deploymentId,
                reason,
                kinds,
                toVersion,
                summary,
                triggeredBy,
                triggeredAt,
                confirmations,
                true);
    }
}

package dev.releaseledger.events.release;

import dev.releaseledger.events.envelope.EventName;
import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A trigger's limit was passed as often as the policy says: the deployment is to be taken back.
 *
 * @param deploymentId the deployment
 * @param rollbackId the rollback that it demands, or that was demanded before and waits
 * @param trigger the trigger's id in the policy
 * @param reason what it looks at
 * @param observed what the newest report says: percent, milliseconds, the business figure; of health checks 0, since they fail
 * @param baseline what is usual, in the same unit; null where the limit does not depend on it
 * @param threshold the limit, in the same unit; of health checks 1
 * @param reports the reports that passed the limit, by their ids
 * @param preAuthorised whether the policy lets it act before people confirm it
 */
@EventName("release.trigger-fired.v1")
public record TriggerFired(
        UUID deploymentId,
        UUID rollbackId,
        String trigger,
        RollbackReason reason,
        BigDecimal observed,
        @Nullable BigDecimal baseline,
        BigDecimal threshold,
        List<UUID> reports,
        boolean preAuthorised)
        implements ReleaseEvent {
    public TriggerFired {
        reports = List.copyOf(reports);
    }
}

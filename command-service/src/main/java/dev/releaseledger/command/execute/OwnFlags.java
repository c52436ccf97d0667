package dev.releaseledger.command.execute;

import dev.releaseledger.command.append.Answer;
import dev.releaseledger.command.append.LedgerUnavailable;
import dev.releaseledger.command.automation.Reactions;
import dev.releaseledger.command.execute.ExecutionOutcome.Done;
import dev.releaseledger.command.execute.ExecutionOutcome.Refused;
import dev.releaseledger.command.execute.ExecutionOutcome.Uncertain;
import dev.releaseledger.command.flag.link.LedgerFlags;
import dev.releaseledger.command.flag.link.TakeBackFlag;
import dev.releaseledger.command.problem.RequestRejected;
import dev.releaseledger.events.access.Role;
import dev.releaseledger.events.release.RollbackKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.dao.DataAccessException;

/**
 * Takes back what flags of this ledger open, by disabling them. Each is disabled once for a rollback, however often this is done:
 * what a person says of it afterwards stands.
 */
final class OwnFlags implements RollbackExecutor {
    private final LedgerFlags flags;
    private final Reactions reactions;

    OwnFlags(LedgerFlags flags, Reactions reactions) {
        this.flags = flags;
        // Of the roles that may disable flags, on-call may do the least else with them.
        this.reactions = reactions.as(Role.ON_CALL);
    }

    @Override
    public String source() {
        return "release-ledger";
    }

    @Override
    public boolean isConfigured(RollbackKind kind) {
        return kind == RollbackKind.FLAG;
    }

    /** Whether all that opens the deployment is in the ledger, so that nothing else has to be asked for. */
    boolean areAllOf(Execution execution) {
        return isConfigured(execution.kind())
                && !execution.flags().isEmpty()
                && of(execution).keySet().equals(execution.flags());
    }

    @Override
    public ExecutionOutcome execute(Execution execution) {
        try {
            List<String> refused = disable(execution);
            return refused.isEmpty()
                    ? new Done("disabled " + String.join(", ", of(execution).keySet()), execution.flags())
                    : new Refused("a rule keeps from disabling " + String.join(", ", refused));
        } catch (LedgerUnavailable | DataAccessException e) {
            return new Uncertain("the ledger did not answer while flags were disabled");
        } catch (RequestRejected e) {
            return new Uncertain("flags were changed by others while they were disabled");
        }
    }

    /**
     * Disables those of the flags that are in the ledger.
     *
     * @return the keys of those that a rule keeps from being disabled, which is on record
     * @throws LedgerUnavailable when nothing can be recorded now; what was disabled until then is
     */
    List<String> disable(Execution execution) {
        List<String> refused = new ArrayList<>();
        if (isConfigured(execution.kind())) {
            of(execution).forEach((key, flagId) -> {
                if (disable(flagId, execution).status() >= 300) {
                    refused.add(key);
                }
            });
        }
        return refused;
    }

    private Answer disable(UUID flagId, Execution execution) {
        return reactions.sayInTime(
                new TakeBackFlag(flagId, execution.summary(), execution.releaseId(), execution.rollbackId()),
                execution.rollbackId().toString(),
                WhenRollbackStartsThenHaveItExecuted.NAME);
    }

    private Map<String, UUID> of(Execution execution) {
        return flags.of(execution.product(), execution.flags());
    }
}

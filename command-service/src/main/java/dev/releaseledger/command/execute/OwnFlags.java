package dev.releaseledger.command.execute;

import dev.releaseledger.command.append.LedgerUnavailable;
import dev.releaseledger.command.automation.Reactions;
import dev.releaseledger.command.execute.ExecutionOutcome.Broke;
import dev.releaseledger.command.execute.ExecutionOutcome.Done;
import dev.releaseledger.command.execute.ExecutionOutcome.Uncertain;
import dev.releaseledger.command.flag.link.LedgerFlags;
import dev.releaseledger.command.flag.link.TakeBackFlag;
import dev.releaseledger.command.problem.RequestRejected;
import dev.releaseledger.events.access.Role;
import dev.releaseledger.events.flag.Flag;
import dev.releaseledger.events.release.RollbackKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.dao.DataAccessException;

/**
 * Takes back what flags of this ledger open, by disabling them. Each is disabled once for a rollback, however often this is done:
 * what a person says of it afterwards stands. So it is done only where every flag is found disabled in the end; otherwise people
 * have to look.
 */
final class OwnFlags implements RollbackExecutor {
    private static final int MOST_NAMED = 10;

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
            Map<String, UUID> own = of(execution);
            disable(own, execution);
            return outcome(own, execution);
        } catch (LedgerUnavailable | DataAccessException e) {
            return new Uncertain("the ledger did not answer while flags were disabled");
        } catch (RequestRejected e) {
            return new Uncertain("flags were changed by others while they were disabled");
        }
    }

    /**
     * Disables those of the flags that are in the ledger.
     *
     * @return what those of them serve that are not disabled all the same, in words; empty where all are
     * @throws LedgerUnavailable when nothing can be recorded now; what was disabled until then is
     */
    List<String> disable(Execution execution) {
        if (!isConfigured(execution.kind())) {
            return List.of();
        }
        Map<String, UUID> own = of(execution);
        disable(own, execution);
        return stillOpen(own);
    }

    private void disable(Map<String, UUID> own, Execution execution) {
        own.values().forEach(flagId -> {
            // How the flag stands afterwards says more: the receipt of an earlier attempt may be older than that.
            var ignored = reactions.sayInTime(
                    new TakeBackFlag(flagId, execution.summary(), execution.releaseId(), execution.rollbackId()),
                    execution.rollbackId().toString(),
                    WhenRollbackStartsThenHaveItExecuted.NAME);
        });
    }

    private ExecutionOutcome outcome(Map<String, UUID> own, Execution execution) {
        List<String> open = stillOpen(own);
        int disabled = own.size() - open.size();
        String done = "disabled " + disabled + (disabled == 1 ? " flag" : " flags");
        return open.isEmpty() ? new Done(done, execution.flags()) : new Broke(done + "; " + first(open));
    }

    /** Why flags that were to be disabled are not. */
    private List<String> stillOpen(Map<String, UUID> own) {
        List<String> open = new ArrayList<>();
        own.forEach((key, flagId) -> {
            if (flags.now(flagId) instanceof Flag flag && flag.standing() instanceof Flag.Standing.Enabled) {
                open.add(
                        flag.archive() == null
                                ? key + " is enabled all the same"
                                : key + " is archived, and goes on serving what it served");
            }
        });
        return open;
    }

    /** As many as fit into a reason. */
    private static String first(List<String> open) {
        return open.size() <= MOST_NAMED
                ? String.join("; ", open)
                : String.join("; ", open.subList(0, MOST_NAMED)) + "; and " + (open.size() - MOST_NAMED) + " more";
    }

    private Map<String, UUID> of(Execution execution) {
        return flags.of(execution.product(), execution.flags());
    }
}

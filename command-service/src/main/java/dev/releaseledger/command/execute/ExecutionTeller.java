package dev.releaseledger.command.execute;

import dev.releaseledger.command.automation.Insistence;
import dev.releaseledger.command.automation.Reactions;
import dev.releaseledger.command.automation.Teller;
import dev.releaseledger.command.release.rollback.TellOfRollback;
import dev.releaseledger.events.access.Role;
import dev.releaseledger.events.release.RollbackEvent;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;

/** Says to the ledger what is done about executions: about one occasion, each kind of event once. */
final class ExecutionTeller {
    private final Teller teller;

    ExecutionTeller(Reactions reactions, InstantSource clock) {
        // That a step is done takes the right to run rollbacks; a pipeline that reported it by itself would be ci.
        this.teller = new Teller(
                reactions.as(Role.CI)::sayInTime, new Insistence(clock), WhenRollbackStartsThenHaveItExecuted.NAME);
    }

    /** Says something, as {@link Teller#say} does. */
    boolean say(UUID releaseId, RollbackEvent event, String occasion) {
        return teller.say(new TellOfRollback(releaseId, event), of(event, occasion));
    }

    /** Says what became of an attempt, as {@link Teller#insist} does. */
    void insist(UUID releaseId, RollbackEvent outcome, String occasion, Instant until) {
        teller.insist(new TellOfRollback(releaseId, outcome), of(outcome, occasion), until);
    }

    private static String of(RollbackEvent event, String occasion) {
        return event.getClass().getSimpleName() + "/" + occasion;
    }
}

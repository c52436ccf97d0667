package dev.releaseledger.command.execute;

import dev.releaseledger.command.append.Answer;
import dev.releaseledger.command.automation.Insistence;
import dev.releaseledger.command.automation.Reactions;
import dev.releaseledger.command.desk.Command;
import dev.releaseledger.command.release.rollback.TellOfRollback;
import dev.releaseledger.events.access.Role;
import dev.releaseledger.events.release.RollbackEvent;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;

/** Says to the ledger what is done about executions, each thing once. */
final class ExecutionTeller {
    private final Saying saying;
    private final Insistence insistence;

    ExecutionTeller(Reactions reactions, InstantSource clock) {
        // That a step is done takes the right to run rollbacks; a pipeline that reported it by itself would be ci.
        this(reactions.as(Role.CI)::sayInTime, new Insistence(clock));
    }

    ExecutionTeller(Saying saying, Insistence insistence) {
        this.saying = saying;
        this.insistence = insistence;
    }

    /** How something is said, as {@link Reactions#sayInTime} does. */
    @FunctionalInterface
    interface Saying {
        Answer say(Command command, String occasion, String reaction);
    }

    /**
     * Says something.
     *
     * @param occasion which occasion it is: about one, each kind of event is said once
     * @return whether it was recorded now, by this call; not so where it is refused or was recorded before
     * @throws LedgerUnavailable when nothing can be recorded now
     */
    boolean say(UUID releaseId, RollbackEvent event, String occasion) {
        Answer answer = saying.say(
                new TellOfRollback(releaseId, event),
                event.getClass().getSimpleName() + "/" + occasion,
                WhenRollbackStartsThenHaveItExecuted.NAME);
        return answer.status() < 300 && !answer.headers().containsKey("Idempotency-Replayed");
    }

    /** Says what became of an attempt, which only this call knows, until this time if need be. */
    void insist(UUID releaseId, RollbackEvent outcome, String occasion, Instant until) {
        insistence.on(until, () -> {
            boolean ignored = say(releaseId, outcome, occasion);
        });
    }
}

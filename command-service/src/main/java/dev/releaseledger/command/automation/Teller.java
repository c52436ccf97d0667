package dev.releaseledger.command.automation;

import dev.releaseledger.command.append.Answer;
import dev.releaseledger.command.append.LedgerUnavailable;
import dev.releaseledger.command.desk.Command;
import dev.releaseledger.command.problem.RequestRejected;
import java.time.Instant;
import org.springframework.dao.DataAccessException;

/** Says to the ledger what one automation does, each thing once. */
public final class Teller {
    private static final int OVERTAKEN = 412;

    private final Saying saying;
    private final Insistence insistence;
    private final String reaction;

    /** @param reaction the automation's name */
    public Teller(Saying saying, Insistence insistence, String reaction) {
        this.saying = saying;
        this.insistence = insistence;
        this.reaction = reaction;
    }

    /** How something is said, as {@link Reactions#sayInTime} does. */
    @FunctionalInterface
    public interface Saying {
        Answer say(Command command, String occasion, String reaction);
    }

    /**
     * Says something.
     *
     * @param occasion which occasion it is: about one, one thing is said once
     * @return whether it was recorded now, by this call; not so where it is refused, was recorded before, or is not waited for
     *     any more
     * @throws LedgerUnavailable when nothing can be recorded now
     */
    public boolean say(Command command, String occasion) {
        Answer answer;
        try {
            answer = saying.say(command, occasion, reaction);
        } catch (RequestRejected e) {
            if (e.problem().status() == OVERTAKEN) {
                return false;
            }
            throw e;
        }
        return answer.status() < 300 && !answer.headers().containsKey("Idempotency-Replayed");
    }

    /**
     * Says what became of an attempt, which only this call knows: a ledger that is away, or busy, is waited for.
     *
     * @param until until when
     * @throws LedgerUnavailable when it stays away; then the attempt has no outcome, and counts as uncertain
     * @throws DataAccessException in the same case
     * @throws RequestRejected when it stays busy, or when the outcome can go nowhere
     */
    public void insist(Command outcome, String occasion, Instant until) {
        insistence.on(until, () -> {
            boolean ignored = say(outcome, occasion);
        });
    }
}

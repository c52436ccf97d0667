package dev.releaseledger.query.release.view;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One of the six steps of a rollback.
 *
 * @param by who did the last of it; null unless it is done
 * @param at when the last of it was done; null unless it is done
 * @param evidence what was done of it so far, in order
 */
public record RollbackStep(
        Name name, State state, @Nullable UUID by, @Nullable Instant at, List<StepEvidence> evidence) {

    /** The steps, in their order. */
    public enum Name {
        /** Two people confirm the decision; where a trigger acts first, they do so after it. */
        CONFIRM,
        /** People are told of the start. */
        ANNOUNCE_START,
        /** Code, flags and data are taken back, whichever apply. */
        EXECUTE,
        /** Health reports say that it helped. */
        VERIFY,
        /** People are told of the end. */
        ANNOUNCE_COMPLETION,
        /** What the rollback obliges to is shown. */
        AFTERWARDS
    }

    /** How a step, or a part of one, stands. */
    public enum State {
        /** Still to be done. */
        OPEN,
        DONE,
        /** It does not apply, or will not be done any more, since the rollback was withdrawn or failed, or nothing more is told of it. */
        NOT_NEEDED
    }

    /**
     * What was done.
     *
     * @param of the role that confirmed, the announcement, what was taken back, the report or the obligation
     * @param by who did it, or said so
     * @param link where the details are; null where nobody says
     * @param digest {@code sha256:<hex>} of what the link leads to; null where nobody says
     * @param says what the person, or the tool, wanted to add; null for nothing
     */
    public record StepEvidence(
            String of,
            UUID by,
            Instant at,
            @Nullable String link,
            @Nullable String digest,
            @Nullable String says) {}

    /** A step of which so much was done. */
    static RollbackStep of(Name name, boolean done, boolean needed, List<StepEvidence> evidence) {
        if (!done) {
            return new RollbackStep(name, needed ? State.OPEN : State.NOT_NEEDED, null, null, evidence);
        }
        Optional<StepEvidence> last = evidence.stream().max(Comparator.comparing(StepEvidence::at));
        return new RollbackStep(
                name,
                State.DONE,
                last.map(StepEvidence::by).orElse(null),
                last.map(StepEvidence::at).orElse(null),
                evidence);
    }
}

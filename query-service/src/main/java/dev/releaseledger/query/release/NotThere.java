package dev.releaseledger.query.release;

import dev.releaseledger.events.access.Right;
import dev.releaseledger.query.entry.Doubt;
import dev.releaseledger.query.rest.Problem;
import dev.releaseledger.query.rest.ProblemException;
import dev.releaseledger.query.security.Reader;
import org.jspecify.annotations.Nullable;

/**
 * Says that what a query asks for is not there.
 *
 * @param what what is asked for
 * @param beginning what begins its stream, and says its product
 */
public record NotThere(String what, String beginning) {

    /** There is none of this id, or there was none. */
    public ProblemException problem() {
        return new ProblemException(Problem.NOT_FOUND.detail("there is no such " + what + ", or there was none then"));
    }

    /**
     * Its beginning is not understood. Without that nobody knows its product, so only those who may read all products learn
     * that it is there.
     *
     * @param doubt the first entry that could not be understood; null where there is none yet
     */
    public ProblemException notUnderstood(Reader reader, @Nullable Doubt doubt) {
        if (doubt == null || !reader.mayEverywhere(Right.READ)) {
            return problem();
        }
        return new ProblemException(Problem.NOT_UNDERSTOOD.detail("the " + what + "'s " + beginning
                + " is not understood by this version, from position " + doubt.position() + " on: " + doubt.reason()));
    }
}

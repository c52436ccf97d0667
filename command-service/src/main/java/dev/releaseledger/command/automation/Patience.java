package dev.releaseledger.command.automation;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How long an attempt may be without an outcome, and what has to fit into that: recording that it begins, the call, and
 * recording what became of it. After that somebody else says that nothing was heard.
 *
 * @param whole how long that is
 * @param call how long a call may take, as it is configured
 */
public record Patience(Duration whole, Duration call) {
    /** A call that is given up takes a little longer until it is closed. */
    private static final Duration CLOSING = Duration.ofSeconds(2);
    /** For recording that an attempt begins. */
    private static final Duration BEGINNING = Duration.ofSeconds(5);
    /** For recording what became of it, with a database that is away for a moment. */
    private static final Duration RECORDING = Duration.ofSeconds(10);
    /** What is recorded no later than this before the end is recorded before somebody else speaks. */
    private static final Duration MARGIN = Duration.ofSeconds(1);

    private static final Duration SPARE = Duration.ofSeconds(13);

    /** The patience with a call that may take so long: everything fits, and there is some time to spare. */
    public static Patience with(Duration call) {
        return new Patience(call.plus(BEGINNING).plus(CLOSING).plus(RECORDING).plus(SPARE), call);
    }

    /**
     * What is wrong with it; empty where everything fits.
     *
     * @param property where it is written
     */
    public Optional<String> fault(String property) {
        Duration others = BEGINNING.plus(CLOSING).plus(RECORDING);
        return whole.compareTo(call.plus(others)) > 0
                ? Optional.empty()
                : Optional.of(property + ": not longer than release-ledger.outgoing.total-timeout" + " and "
                        + others.toSeconds() + " s");
    }

    /** Until when the call of an attempt that began then may be made. */
    public Instant lastCall(Instant began) {
        return began.plus(whole).minus(RECORDING).minus(CLOSING).minus(call);
    }

    /** Until when to go on trying to record what became of an attempt that began then. */
    public Instant lastWord(Instant began) {
        return began.plus(whole).minus(MARGIN);
    }
}

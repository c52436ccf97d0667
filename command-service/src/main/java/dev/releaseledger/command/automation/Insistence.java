package dev.releaseledger.command.automation;

import dev.releaseledger.command.append.LedgerUnavailable;
import dev.releaseledger.command.problem.RequestRejected;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Consumer;
import org.springframework.dao.DataAccessException;

/** Says what only one call knows again and again, to a ledger that is away, or busy, for a while. */
public final class Insistence {
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final InstantSource clock;
    private final Consumer<Duration> pause;

    /** By this clock. */
    public Insistence(InstantSource clock) {
        this(clock, Insistence::sleep);
    }

    /** @param pause what waits */
    public Insistence(InstantSource clock, Consumer<Duration> pause) {
        this.clock = clock;
        this.pause = pause;
    }

    /**
     * Says it until it is said.
     *
     * @param until until when
     * @throws LedgerUnavailable when the ledger stays away
     * @throws DataAccessException in the same case
     * @throws RequestRejected when it stays busy, or when what is said can go nowhere
     */
    public void on(Instant until, Runnable saying) {
        for (int attempt = 1; ; attempt++) {
            try {
                saying.run();
                return;
            } catch (LedgerUnavailable | DataAccessException | RequestRejected e) {
                Duration next = pauseAfter(attempt);
                if (!passes(e) || clock.instant().plus(next).isAfter(until)) {
                    throw e;
                }
                pause.accept(next);
            }
        }
    }

    private static boolean passes(RuntimeException failure) {
        return !(failure instanceof RequestRejected rejected)
                || rejected.problem().status() == 503;
    }

    private static Duration pauseAfter(int attempt) {
        Duration growing = Duration.ofSeconds(attempt);
        return growing.compareTo(LONGEST_PAUSE) < 0 ? growing : LONGEST_PAUSE;
    }

    private static void sleep(Duration pause) {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

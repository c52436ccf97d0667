package dev.releaseledger.importer.send;

import java.time.Duration;

/**
 * How long a call is repeated.
 *
 * @param first the pause before the first repetition; each later one is twice as long as the one before
 * @param longest the longest pause
 * @param inAll how long to go on without any success before giving up
 */
public record Patience(Duration first, Duration longest, Duration inAll) {

    /** Outlasts a restart of the services. */
    public static final Patience DEFAULT =
            new Patience(Duration.ofMillis(200), Duration.ofSeconds(10), Duration.ofMinutes(5));

    Duration pause(int repetition) {
        var doubled = first.multipliedBy(1L << Math.min(repetition, 20));
        return doubled.compareTo(longest) < 0 ? doubled : longest;
    }
}

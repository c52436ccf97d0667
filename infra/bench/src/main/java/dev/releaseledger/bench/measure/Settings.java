package dev.releaseledger.bench.measure;

import java.time.Duration;

/**
 * How long to measure.
 *
 * @param warmUps rounds of each contender that do not count
 * @param rounds rounds of each contender that count
 * @param round how long a round is
 * @param serviceWarmUp how long each contender that is a service is loaded before its first round: a service's code is
 *     compiled while it runs
 * @param entries how many entries the topic of a rebuild and the export that is verified hold
 * @param ledgerEntries how many entries the ledger has that proofs are asked of
 */
public record Settings(
        int warmUps, int rounds, Duration round, Duration serviceWarmUp, int entries, int ledgerEntries) {
    /** What is measured with unless the command line says otherwise; a report says what it was measured with. */
    public static final Settings FULL =
            new Settings(2, 5, Duration.ofSeconds(10), Duration.ofSeconds(40), 300_000, 10_000_000);

    /** Shows that everything runs; the figures mean nothing. */
    public static final Settings SMOKE = new Settings(0, 1, Duration.ofSeconds(2), Duration.ZERO, 20_000, 100_000);

    /** In words. */
    public String words() {
        return rounds + (rounds == 1 ? " round of " : " rounds of ") + round.toSeconds() + " s in turns after "
                + (warmUps == 0 ? "no" : String.valueOf(warmUps)) + " of warm-up";
    }

    /** In words, where services are measured. */
    public String serviceWords() {
        return (serviceWarmUp.isZero()
                        ? "not warmed up; "
                        : "each loaded for " + serviceWarmUp.toSeconds() + " s before it is measured; ")
                + words();
    }
}

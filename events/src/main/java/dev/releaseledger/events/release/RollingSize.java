package dev.releaseledger.events.release;

/**
 * How many instances a rolling deployment replaces.
 *
 * @param instances how many there are
 * @param batch how many are replaced at a time
 */
public record RollingSize(int instances, int batch) {
    /** The most instances that a deployment replaces. */
    public static final int MOST_INSTANCES = 10_000;

    /** The most batches that it may take. */
    public static final int MOST_BATCHES = 100;

    /** How many batches it takes; the last one may be a smaller one. */
    public int batches() {
        return (instances + batch - 1) / batch;
    }
}

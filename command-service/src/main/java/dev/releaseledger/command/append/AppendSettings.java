package dev.releaseledger.command.append;

import java.time.Duration;

/**
 * How much the engine takes on.
 *
 * @param maxWaiting how many appends may wait; further ones are refused
 * @param maxWaitingBytes how many bytes of entries may wait
 * @param maxBatch how many appends go into one transaction
 * @param maxBatchBytes how many bytes of entries go into one transaction, beyond a single append that is larger
 * @param patience how long an append waits for a database that does not answer
 * @param settling how much longer it takes to find out whether a commit happened whose answer was lost
 */
public record AppendSettings(
        int maxWaiting, long maxWaitingBytes, int maxBatch, long maxBatchBytes, Duration patience, Duration settling) {

    /** What suits one service with half a gigabyte of memory. */
    public static AppendSettings defaults() {
        return new AppendSettings(4_096, 64L << 20, 1_024, 8L << 20, Duration.ofSeconds(5), Duration.ofSeconds(30));
    }
}

package dev.releaseledger.bench.measure;

import org.jspecify.annotations.Nullable;

/**
 * What one round gave.
 *
 * @param perSecond how many were done a second
 * @param p50Millis the median latency in milliseconds; null where the tool does not tell
 * @param p99Millis the 99th percentile of the latency in milliseconds; null where the tool does not tell
 */
public record Measured(
        double perSecond,
        @Nullable Double p50Millis,
        @Nullable Double p99Millis) {}

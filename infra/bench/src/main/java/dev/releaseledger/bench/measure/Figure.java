package dev.releaseledger.bench.measure;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a contender reached, round by round.
 *
 * @param name the contender
 * @param rounds in the order they were measured; warm-up rounds are not among them
 */
public record Figure(String name, List<Measured> rounds) {
    public Figure {
        rounds = List.copyOf(rounds);
    }

    /** The median over the rounds, per second. */
    public double perSecond() {
        return median(rounds.stream().mapToDouble(Measured::perSecond).toArray());
    }

    /** The median over the rounds of their median latency in milliseconds; null where unknown. */
    public @Nullable Double p50Millis() {
        return medianOf(Measured::p50Millis);
    }

    /** The median over the rounds of their 99th percentile in milliseconds; null where unknown. */
    public @Nullable Double p99Millis() {
        return medianOf(Measured::p99Millis);
    }

    /** The median of the ratios to another contender, each within its round. */
    public double times(Figure other) {
        return timesTheFaster(other, other);
    }

    /** Between which ratios to another contender, each within its round, the middle half of the rounds lies. */
    public MiddleHalf middleHalf(Figure other) {
        double[] ratios = ratios(other, other);
        Arrays.sort(ratios);
        int outside = ratios.length / 4;
        return new MiddleHalf(ratios[outside], ratios[ratios.length - 1 - outside]);
    }

    public record MiddleHalf(double least, double most) {}

    /** The median of the ratios to whichever of two contenders was the faster one, each within its round. */
    public double timesTheFaster(Figure one, Figure other) {
        return median(ratios(one, other));
    }

    private double[] ratios(Figure one, Figure other) {
        double[] ratios = new double[Math.min(rounds.size(), Math.min(one.rounds.size(), other.rounds.size()))];
        for (int round = 0; round < ratios.length; round++) {
            double faster = Math.max(
                    one.rounds.get(round).perSecond(), other.rounds.get(round).perSecond());
            ratios[round] = rounds.get(round).perSecond() / faster;
        }
        return ratios;
    }

    private @Nullable Double medianOf(Function<Measured, @Nullable Double> part) {
        double[] values = rounds.stream()
                .map(part)
                .filter(Objects::nonNull)
                .mapToDouble(Double::doubleValue)
                .toArray();
        return values.length == 0 ? null : median(values);
    }

    static double median(double... values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}

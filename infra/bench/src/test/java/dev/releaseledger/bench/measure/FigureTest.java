package dev.releaseledger.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class FigureTest {
    private static Measured measured(double perSecond) {
        return new Measured(perSecond, 1.0, perSecond / 10);
    }

    private static Figure figure(double... perSecond) {
        return new Figure(
                "any", Arrays.stream(perSecond).mapToObj(FigureTest::measured).toList());
    }

    @Test
    void aFigureIsTheMedianOfItsRounds() {
        assertThat(figure(30, 10, 20).perSecond()).isEqualTo(20);
        assertThat(figure(30, 10, 20, 40).perSecond()).isEqualTo(25);
        assertThat(figure(30, 10, 20).p99Millis()).isEqualTo(2);
    }

    @Test
    void aRatioIsTakenWithinEachRound_soThatASlowMinuteOfTheMachineCancelsOut() {
        assertThat(figure(100, 10, 60).times(figure(50, 5, 20))).isEqualTo(2);
    }

    @Test
    void theMiddleHalfOfTheRatiosLeavesOutTheQuarterAtEitherEnd() {
        Figure ones = figure(1, 1, 1, 1, 1, 1, 1, 1);
        assertThat(figure(8, 7, 6, 5, 4, 3, 2, 1).middleHalf(ones)).isEqualTo(new Figure.MiddleHalf(3, 6));
        assertThat(figure(3).middleHalf(figure(2))).isEqualTo(new Figure.MiddleHalf(1.5, 1.5));
    }

    @Test
    void besideTwoContenders_eachRoundIsSetAgainstTheFasterOneOfThatRound() {
        assertThat(figure(100, 100, 100).timesTheFaster(figure(50, 20, 10), figure(10, 25, 50)))
                .isEqualTo(2);
    }

    @Test
    void aToolThatTellsNoLatencyLeavesItOpen() {
        assertThat(new Figure("pgbench", List.of(new Measured(5_000, null, null))).p99Millis())
                .isNull();
    }
}

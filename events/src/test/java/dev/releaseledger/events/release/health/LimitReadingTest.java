package dev.releaseledger.events.release.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.releaseledger.events.policy.Repeats;
import dev.releaseledger.events.policy.Trigger;
import dev.releaseledger.events.release.Baseline;
import dev.releaseledger.events.release.HealthChecks;
import dev.releaseledger.events.release.HealthReport;
import dev.releaseledger.events.release.Measured;
import dev.releaseledger.events.release.ReleaseStory;
import java.math.BigDecimal;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One report beside one limit: at the limit nothing is passed. */
class LimitReadingTest {
    private static final Repeats ONCE = new Repeats(1, 1);
    private static final Trigger RATE =
            new Trigger.ErrorRate("error-rate", new BigDecimal("5"), new BigDecimal("0.1"), ONCE);
    private static final Trigger LATENCY = new Trigger.Latency("latency", new BigDecimal("3"), null, ONCE);
    private static final Trigger CHECKS = new Trigger.HealthChecks("health-checks", ONCE);
    private static final Trigger BUSINESS = new Trigger.BusinessMetric("business-metric", BigDecimal.TEN, null, ONCE);
    private static final Baseline USUAL =
            new Baseline(new BigDecimal("0.1"), new BigDecimal("100"), new BigDecimal("40"), null);

    private static Measured measured() {
        return Measured.from(ReleaseStory.BEGINNING);
    }

    private static Optional<LimitReading> read(Trigger trigger, HealthReport report) {
        return LimitReading.of(trigger, report, USUAL, 100);
    }

    @ParameterizedTest
    @CsvSource({"0, false", "4.999, false", "5, false", "5.000, false", "5.001, true", "100, true"})
    void anErrorRateIsPassedAboveItsLimit(String rate, boolean passed) {
        assertThat(read(RATE, measured().errorRate(rate).report()))
                .hasValue(new LimitReading(new BigDecimal(rate), new BigDecimal("0.1"), new BigDecimal("5"), passed));
    }

    @ParameterizedTest
    @CsvSource({"100, false", "299.9, false", "300, false", "300.1, true"})
    void aLatencyIsPassedAboveSoManyTimesItsBaseline(String millis, boolean passed) {
        assertThat(read(LATENCY, measured().latency(millis).report()))
                .hasValue(
                        new LimitReading(new BigDecimal(millis), new BigDecimal("100"), new BigDecimal("300"), passed));
    }

    @Test
    void healthChecksArePassedWhenTheyFail() {
        assertThat(read(CHECKS, measured().checks(HealthChecks.PASSING).report()))
                .hasValue(new LimitReading(BigDecimal.ONE, null, BigDecimal.ONE, false));
        assertThat(read(CHECKS, measured().checks(HealthChecks.FAILING).report()))
                .hasValue(new LimitReading(BigDecimal.ZERO, null, BigDecimal.ONE, true));
    }

    @ParameterizedTest
    @CsvSource({"50, false", "36.01, false", "36, false", "35.99, true", "0, true", "-1, true"})
    void aBusinessFigureIsPassedFurtherBelowItsBaselineThanItMayBe(String figure, boolean passed) {
        assertThat(read(BUSINESS, measured().business(figure).report())).hasValueSatisfying(reading -> {
            assertThat(reading.threshold()).isEqualByComparingTo("36");
            assertThat(reading.baseline()).isEqualByComparingTo("40");
            assertThat(reading.passed()).isEqualTo(passed);
        });
    }

    @Test
    void whatWasNotMeasuredIsNoData() {
        for (Trigger trigger : new Trigger[] {RATE, LATENCY, CHECKS, BUSINESS}) {
            assertThat(read(trigger, measured().report())).as(trigger.id()).isEmpty();
        }
    }

    @Test
    void tooFewSamplesAreNoData_butAFailingCheckIsOne() {
        Measured few =
                measured().of(99).errorRate("50").latency("9000").business("0").checks(HealthChecks.FAILING);

        assertThat(read(RATE, few.report())).isEmpty();
        assertThat(read(LATENCY, few.report())).isEmpty();
        assertThat(read(BUSINESS, few.report())).isEmpty();
        assertThat(read(CHECKS, few.report())).isPresent();
        assertThat(read(RATE, few.of(100).report())).isPresent();
    }

    @Test
    void whatIsRelativeToAnUnknownBaselineIsNoData_butAnErrorRateHasALimitOfItsOwn() {
        Measured all = measured().errorRate("6").latency("9000").business("0");

        assertThat(LimitReading.of(LATENCY, all.report(), Baseline.UNKNOWN, 1)).isEmpty();
        assertThat(LimitReading.of(BUSINESS, all.report(), Baseline.UNKNOWN, 1)).isEmpty();
        assertThat(LimitReading.of(RATE, all.report(), Baseline.UNKNOWN, 1))
                .hasValue(new LimitReading(new BigDecimal("6"), null, new BigDecimal("5"), true));
    }

    @Test
    void howFarAFigureIsDownCannotBeToldOfNothing_norOfLess() {
        for (String usual : new String[] {"0", "-5"}) {
            Baseline baseline = new Baseline(null, null, new BigDecimal(usual), null);
            assertThat(LimitReading.of(BUSINESS, measured().business("-9").report(), baseline, 1))
                    .as(usual)
                    .isEmpty();
        }
    }
}

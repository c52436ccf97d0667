package dev.releaseledger.events.release;

import static dev.releaseledger.events.release.ReleaseStory.BEGINNING;
import static dev.releaseledger.events.release.ReleaseStory.PRODUCTION_DEPLOYMENT;
import static dev.releaseledger.events.release.ReleaseStory.approvedUpTo;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What is usual with a healthy deployment. */
class UsualTest {
    private static final UUID D = PRODUCTION_DEPLOYMENT;

    private static Measured window(int minute) {
        return Measured.from(BEGINNING.plusSeconds(60L * minute));
    }

    @Test
    void givenNothingWasMeasured_nothingIsUsual() {
        assertThat(Usual.UNKNOWN.asBaseline(D)).isEqualTo(new Baseline(null, null, null, D));
        assertThat(Usual.UNKNOWN.and(window(1).report()).asBaseline(D)).isEqualTo(new Baseline(null, null, null, D));
    }

    @Test
    void ratesAndLatenciesCountByTheirSamples_businessFiguresOnceEach() {
        Usual usual = Usual.UNKNOWN
                .and(window(1)
                        .of(300)
                        .errorRate("0.1")
                        .latency("100")
                        .business("40")
                        .report())
                .and(window(2)
                        .of(100)
                        .errorRate("0.5")
                        .latency("200")
                        .business("50")
                        .report());

        assertThat(usual.asBaseline(D))
                .isEqualTo(new Baseline(new BigDecimal("0.2"), new BigDecimal("125"), new BigDecimal("45"), D));
    }

    @Test
    void whatWasNotMeasured_orOfNoSamples_doesNotCount() {
        Usual usual = Usual.UNKNOWN
                .and(window(1).of(100).errorRate("0.2").report())
                .and(window(2).of(0).errorRate("100").latency("9999").report())
                .and(window(3).of(100).latency("80").report());

        assertThat(usual.asBaseline(D)).isEqualTo(new Baseline(new BigDecimal("0.2"), new BigDecimal("8E+1"), null, D));
    }

    @Test
    void aMeanThatDoesNotEndIsRounded() {
        Usual usual = Usual.UNKNOWN
                .and(window(1).of(1).latency("1").report())
                .and(window(2).of(2).latency("2").report());

        assertThat(usual.asBaseline(D).latencyMillis()).isEqualTo(new BigDecimal("1.666667"));
    }

    @Test
    void onlyHealthyReportsSayWhatIsUsual() {
        ReleaseStory story = approvedUpTo(Stage.PRODUCTION)
                .started(D, "production", Strategy.ROLLING)
                .healthy(D)
                .failing(D);
        story.reported(D, Measured.from(story.now()).of(0).errorRate("1").report());

        assertThat(story.deployment(D).health().usual().asBaseline(D).errorRatePercent())
                .isEqualByComparingTo("0.1");
    }
}

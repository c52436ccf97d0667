package dev.releaseledger.events.release.health;

import static dev.releaseledger.events.release.ReleaseStory.BEGINNING;
import static dev.releaseledger.events.release.ReleaseStory.PRODUCTION_DEPLOYMENT;
import static dev.releaseledger.events.release.ReleaseStory.approvedUpTo;
import static dev.releaseledger.events.release.ReleaseStory.deployment;
import static org.assertj.core.api.Assertions.assertThat;

import dev.releaseledger.events.policy.PolicyBook;
import dev.releaseledger.events.policy.ReleasePolicy;
import dev.releaseledger.events.release.Baseline;
import dev.releaseledger.events.release.CautiousPolicy;
import dev.releaseledger.events.release.DeploymentHealth;
import dev.releaseledger.events.release.HealthChecks;
import dev.releaseledger.events.release.HealthReport;
import dev.releaseledger.events.release.HealthVerdict;
import dev.releaseledger.events.release.Measured;
import dev.releaseledger.events.release.Person;
import dev.releaseledger.events.release.ReleaseStory;
import dev.releaseledger.events.release.Stage;
import dev.releaseledger.events.release.Strategy;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What reports say of a deployment. */
class HealthTest {
    private static final ReleasePolicy POLICY = PolicyBook.defaultPolicy();
    private static final Baseline USUAL =
            new Baseline(new BigDecimal("0.1"), new BigDecimal("100"), new BigDecimal("40"), null);

    /** Nothing was said yet. */
    private static final DeploymentHealth UNKNOWN = approvedUpTo(Stage.PRODUCTION)
            .started(PRODUCTION_DEPLOYMENT, "production", Strategy.ROLLING)
            .deployment(PRODUCTION_DEPLOYMENT)
            .health();

    /** The window of that number. */
    private static Measured window(int number) {
        return Measured.from(BEGINNING.plus(Duration.ofMinutes(number)));
    }

    private static HealthReport healthy(int number) {
        return window(number).errorRate("0.1").report();
    }

    private static HealthReport failing(int number) {
        return window(number).errorRate("6").report();
    }

    private static HealthReport silent(int number) {
        return window(number).report();
    }

    private static HealthVerdict verdict(ReleasePolicy policy, HealthReport... reports) {
        return Health.verdict(UNKNOWN, List.of(reports), USUAL, policy);
    }

    private static HealthVerdict verdict(HealthReport... reports) {
        return verdict(POLICY, reports);
    }

    @Nested
    class TheVerdict {
        @Test
        void givenNoReport_thereIsNoData() {
            assertThat(verdict()).isEqualTo(HealthVerdict.NO_DATA);
        }

        @Test
        void givenAReportThatTellsNothing_thereIsNoData() {
            assertThat(verdict(silent(1))).isEqualTo(HealthVerdict.NO_DATA);
        }

        @Test
        void givenFiguresWithinTheirLimits_itIsHealthy() {
            assertThat(verdict(window(1)
                            .errorRate("5")
                            .latency("300")
                            .business("36")
                            .checks(HealthChecks.PASSING)
                            .report()))
                    .isEqualTo(HealthVerdict.HEALTHY);
        }

        @Test
        void givenOneLimitIsPassed_itIsUnhealthy_whateverElseIsTold() {
            assertThat(verdict(window(1).errorRate("0").latency("301").report()))
                    .isEqualTo(HealthVerdict.UNHEALTHY);
            assertThat(verdict(window(1)
                            .errorRate("0")
                            .checks(HealthChecks.FAILING)
                            .report()))
                    .isEqualTo(HealthVerdict.UNHEALTHY);
        }

        @Test
        void theNewestReportOfASourceCounts() {
            assertThat(verdict(failing(1), healthy(2))).isEqualTo(HealthVerdict.HEALTHY);
            assertThat(verdict(healthy(1), failing(2))).isEqualTo(HealthVerdict.UNHEALTHY);
            assertThat(verdict(failing(1), silent(2))).isEqualTo(HealthVerdict.NO_DATA);
        }

        @Test
        void whatWasThereAndHasVanished_isNoData() {
            HealthReport both = window(1).errorRate("0.1").latency("100").report();
            assertThat(verdict(both, window(2).errorRate("0.1").report())).isEqualTo(HealthVerdict.NO_DATA);
            assertThat(verdict(
                            both,
                            window(2).errorRate("0.1").report(),
                            window(3).errorRate("0.1").latency("100").report()))
                    .isEqualTo(HealthVerdict.HEALTHY);
        }

        @Test
        void whatHasVanishedHidesNoLimitThatIsPassed() {
            HealthReport both = window(1).errorRate("0.1").latency("100").report();
            assertThat(verdict(both, failing(2))).isEqualTo(HealthVerdict.UNHEALTHY);
        }

        @Test
        void theWorstOfEachSourcesNewestCounts() {
            HealthReport otherSource = window(9).by("probe").errorRate("0").report();
            assertThat(verdict(failing(1), otherSource)).isEqualTo(HealthVerdict.UNHEALTHY);
            assertThat(verdict(silent(1), otherSource)).isEqualTo(HealthVerdict.NO_DATA);
            assertThat(verdict(failing(1), window(9).by("probe").report())).isEqualTo(HealthVerdict.UNHEALTHY);
            assertThat(verdict(failing(1), otherSource, healthy(2))).isEqualTo(HealthVerdict.HEALTHY);
        }

        @Test
        void whatOneSourceTellsIsNotMissedInAnother() {
            assertThat(verdict(
                            window(1).latency("100").report(),
                            window(1).by("probe").checks(HealthChecks.PASSING).report()))
                    .isEqualTo(HealthVerdict.HEALTHY);
        }

        @Test
        void givenARequiredMetricThatIsNotThere_thereIsNoData() {
            ReleasePolicy strict = CautiousPolicy.where("/health/required", "[\"LATENCY\"]");
            assertThat(verdict(strict, healthy(1))).isEqualTo(HealthVerdict.NO_DATA);
            assertThat(verdict(strict, failing(1))).isEqualTo(HealthVerdict.UNHEALTHY);
            assertThat(verdict(strict, window(1).latency("100").report())).isEqualTo(HealthVerdict.HEALTHY);
        }

        @Test
        void givenTooFewSamples_thereIsNoData() {
            ReleasePolicy many = CautiousPolicy.where("/health/leastSamples", "50");
            assertThat(verdict(many, window(1).of(49).errorRate("0").report())).isEqualTo(HealthVerdict.NO_DATA);
            assertThat(verdict(many, window(1).of(49).errorRate("100").report()))
                    .isEqualTo(HealthVerdict.NO_DATA);
            assertThat(verdict(many, window(1).of(50).errorRate("0").report())).isEqualTo(HealthVerdict.HEALTHY);
        }

        @Test
        void healthChecksNeedNoSamples() {
            Measured checks = window(1).of(0).checks(HealthChecks.PASSING);
            assertThat(verdict(checks.report())).isEqualTo(HealthVerdict.HEALTHY);
            assertThat(verdict(checks.errorRate("0").report())).isEqualTo(HealthVerdict.NO_DATA);
        }
    }

    @Nested
    class TheFiring {
        private final ReleasePolicy consecutive = triggers("{\"times\":3,\"of\":3}");
        private final ReleasePolicy some = triggers("{\"times\":2,\"of\":4}");

        private ReleasePolicy triggers(String repeats) {
            return CautiousPolicy.where(
                    "/triggers",
                    "[{\"when\":\"error-rate\",\"id\":\"error-rate\",\"abovePercent\":5,\"repeats\":" + repeats + "}]");
        }

        private List<UUID> firing(ReleasePolicy policy, HealthReport... reports) {
            return Health.firing(Health.with(UNKNOWN, List.of(reports)), USUAL, policy).stream()
                    .flatMap(firing -> firing.reports().stream())
                    .toList();
        }

        private List<UUID> ids(HealthReport... reports) {
            return List.of(reports).stream().map(HealthReport::id).toList();
        }

        @Test
        void givenNoReport_nothingFires() {
            assertThat(firing(POLICY)).isEmpty();
        }

        @Test
        void givenConsecutiveReports_theLastOneLetsItFire() {
            assertThat(firing(consecutive, failing(1), failing(2))).isEmpty();
            assertThat(firing(consecutive, failing(1), failing(2), failing(3)))
                    .isEqualTo(ids(failing(1), failing(2), failing(3)));
        }

        @Test
        void givenAHealthyReportInBetween_theyAreNotConsecutive() {
            assertThat(firing(consecutive, failing(1), failing(2), healthy(3), failing(4)))
                    .isEmpty();
        }

        @Test
        void givenReportsWithoutDataInBetween_theyCountNeitherForNorAgainst() {
            assertThat(firing(consecutive, failing(1), silent(2), failing(3), silent(4), failing(5)))
                    .isEqualTo(ids(failing(1), failing(3), failing(5)));
        }

        @Test
        void givenSoManyAmongSoMany_itFires() {
            assertThat(firing(some, failing(1), healthy(2), healthy(3), failing(4)))
                    .isEqualTo(ids(failing(1), failing(4)));
            assertThat(firing(some, failing(1), healthy(2), healthy(3), healthy(4), failing(5)))
                    .as("the first is too long ago")
                    .isEmpty();
        }

        @Test
        void givenTheNewestPassesNoLimit_itDoesNotFire() {
            assertThat(firing(some, failing(1), failing(2), healthy(3))).isEmpty();
        }

        @Test
        void givenTheNewestHasNoData_itDoesNotFireOnOldNews() {
            assertThat(firing(some, failing(1), failing(2), silent(3))).isEmpty();
            assertThat(firing(some, failing(1), failing(2), silent(3), failing(4)))
                    .isEqualTo(ids(failing(1), failing(2), failing(4)));
        }

        @Test
        void reportsOfSeveralSourcesAreNotAddedUp() {
            HealthReport other = window(2).by("probe").errorRate("6").report();
            assertThat(firing(consecutive, failing(1), other, failing(3))).isEmpty();
            assertThat(firing(consecutive, failing(1), other, failing(3), failing(4)))
                    .isEqualTo(ids(failing(1), failing(3), failing(4)));
        }

        @Test
        void eachTriggerFiresForItself_inThePolicysOrder() {
            HealthReport report = window(1)
                    .checks(HealthChecks.FAILING)
                    .business("1")
                    .latency("999")
                    .errorRate("99")
                    .report();
            assertThat(Health.firing(Health.with(UNKNOWN, List.of(report)), USUAL, POLICY))
                    .extracting(firing -> firing.trigger().id())
                    .containsExactly("error-rate", "latency", "health-checks", "business-metric");
        }

        @Test
        void asManyReportsAreLookedBackAtAsThereMayBe() {
            ReleasePolicy most = triggers("{\"times\":20,\"of\":20}");
            HealthReport[] twenty =
                    IntStream.rangeClosed(1, 20).mapToObj(HealthTest::failing).toArray(HealthReport[]::new);
            assertThat(firing(most, twenty)).isEqualTo(ids(twenty));
        }
    }

    @Nested
    class TheBaseline {
        private Baseline of(ReleaseStory story, ReleasePolicy policy) {
            return Health.baseline(story.deployment(PRODUCTION_DEPLOYMENT), policy);
        }

        private ReleaseStory unplanned() {
            return approvedUpTo(Stage.PRODUCTION)
                    .told(Person.CI, deployment(PRODUCTION_DEPLOYMENT, "production", Strategy.BIG_BANG));
        }

        @Test
        void givenWhatIsUsualInTheEnvironment_thatIsIt() {
            ReleaseStory story = unplanned();
            story.told(Person.CI, story.rollout(PRODUCTION_DEPLOYMENT));
            assertThat(of(story, POLICY)).isEqualTo(ReleaseStory.USUAL);
        }

        @Test
        void givenNothingIsKnownToBeUsual_itIsWhatThePolicySays() {
            assertThat(of(unplanned(), POLICY)).isEqualTo(new Baseline(new BigDecimal("0.1"), null, null, null));
            ReleasePolicy figures = CautiousPolicy.where("/triggers", """
                    [{"when":"error-rate","id":"error-rate","abovePercent":5,"baselinePercent":0.3},
                     {"when":"latency","id":"latency","aboveTimesBaseline":3,"baselineMillis":80},
                     {"when":"business-metric","id":"business-metric","downMoreThanPercent":10,"baseline":7}]""");
            assertThat(of(unplanned(), figures))
                    .isEqualTo(new Baseline(new BigDecimal("0.3"), new BigDecimal("80"), new BigDecimal("7"), null));
        }
    }
}

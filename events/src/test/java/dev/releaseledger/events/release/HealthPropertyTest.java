package dev.releaseledger.events.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.releaseledger.events.policy.ReleasePolicy;
import dev.releaseledger.events.release.health.Health;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What reports mean depends on the reports, not on how they were gathered into entries. */
class HealthPropertyTest {
    private static final Baseline USUAL =
            new Baseline(new BigDecimal("0.1"), new BigDecimal("100"), new BigDecimal("40"), null);

    private static final ReleasePolicy POLICY = CautiousPolicy.where("/triggers", """
            [{"when":"error-rate","id":"often","abovePercent":5,"repeats":{"times":3,"of":3}},
             {"when":"latency","id":"some","aboveTimesBaseline":3,"repeats":{"times":2,"of":5}},
             {"when":"health-checks","id":"once"}]""");

    /** What one window showed: nothing where a figure is not there. */
    private record Window(String source, int errorRate, int latency, int checks, boolean enough) {}

    @Property(tries = 500)
    void theVerdictAndTheFiringDoNotDependOnHowReportsAreCutIntoEntries(
            @ForAll("windows") List<Window> windows, @ForAll("cuts") Set<Integer> cuts) {
        List<HealthReport> reports = reports(windows);
        DeploymentHealth atOnce = told(reports, Set.of());
        DeploymentHealth cut = told(reports, cuts);

        assertThat(cut.verdict()).isEqualTo(atOnce.verdict());
        assertThat(cut.reports()).isEqualTo(atOnce.reports());
        assertThat(cut.sources()).isEqualTo(atOnce.sources());
        assertThat(cut.newest()).isEqualTo(atOnce.newest());
        assertThat(Health.firing(cut, USUAL, POLICY)).isEqualTo(Health.firing(atOnce, USUAL, POLICY));
        assertThat(Health.verdict(cut, List.of(), USUAL, POLICY))
                .isEqualTo(Health.verdict(DeploymentHealth.UNKNOWN, reports, USUAL, POLICY));
    }

    @Property(tries = 300)
    void whatFires_wasPassedAsOftenAsThePolicySays_byTheNewestOfItsSourceToo(@ForAll("windows") List<Window> windows) {
        List<HealthReport> reports = reports(windows);
        Map<String, HealthReport> newest = new HashMap<>();
        reports.forEach(report -> newest.put(report.source(), report));

        assertThat(Health.firing(told(reports, Set.of()), USUAL, POLICY)).allSatisfy(firing -> {
            assertThat(firing.newest().passed()).isTrue();
            assertThat(firing.reports())
                    .doesNotHaveDuplicates()
                    .hasSizeBetween(
                            firing.trigger().repeats().times(),
                            firing.trigger().repeats().of());
            assertThat(newest.values())
                    .extracting(HealthReport::id)
                    .contains(firing.reports().getLast());
        });
    }

    @Property(tries = 300)
    void whatIsHealthyLetsNothingFire(@ForAll("windows") List<Window> windows) {
        DeploymentHealth health = told(reports(windows), Set.of());
        if (health.verdict() == HealthVerdict.HEALTHY) {
            assertThat(Health.firing(health, USUAL, POLICY)).isEmpty();
        }
    }

    @Provide
    Arbitrary<List<Window>> windows() {
        return Combinators.combine(
                        Arbitraries.of("prometheus", "probe"),
                        Arbitraries.of(-1, 0, 5, 6, 6),
                        Arbitraries.of(-1, 100, 300, 301),
                        Arbitraries.of(-1, 0, 1),
                        Arbitraries.of(true, true, true, false))
                .as(Window::new)
                .list()
                .ofMaxSize(30);
    }

    @Provide
    Arbitrary<Set<Integer>> cuts() {
        return Arbitraries.integers().between(1, 29).set().ofMaxSize(12);
    }

    private static List<HealthReport> reports(List<Window> windows) {
        return IntStream.range(0, windows.size())
                .mapToObj(i -> report(i, windows.get(i)))
                .toList();
    }

    private static HealthReport report(int number, Window window) {
        Measured measured = Measured.from(ReleaseStory.BEGINNING.plus(Duration.ofMinutes(number)))
                .by(window.source())
                .of(window.enough() ? 100 : 0);
        if (window.errorRate() >= 0) {
            measured.errorRate("" + window.errorRate());
        }
        if (window.latency() >= 0) {
            measured.latency("" + window.latency());
        }
        if (window.checks() >= 0) {
            measured.checks(HealthChecks.values()[window.checks()]);
        }
        return measured.report();
    }

    /** Told in entries that begin at these reports. */
    private static DeploymentHealth told(List<HealthReport> reports, Set<Integer> cuts) {

        DeploymentHealth health = DeploymentHealth.UNKNOWN;
        List<HealthReport> entry = new ArrayList<>();
        for (int i = 0; i < reports.size(); i++) {
            entry.add(reports.get(i));
            if (cuts.contains(i + 1) || i == reports.size() - 1) {
                health = health.and(new HealthReported(
                        ReleaseStory.PRODUCTION_DEPLOYMENT,
                        Health.verdict(health, entry, USUAL, POLICY),
                        USUAL,
                        entry));
                entry.clear();
            }
        }
        return health;
    }
}

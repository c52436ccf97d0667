package dev.releaseledger.query.release.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.releaseledger.events.policy.PolicyBook;
import dev.releaseledger.events.policy.ReleasePolicy;
import dev.releaseledger.events.policy.Repeats;
import dev.releaseledger.events.policy.Trigger;
import dev.releaseledger.events.release.Baseline;
import dev.releaseledger.events.release.DeploymentHealth;
import dev.releaseledger.events.release.HealthReport;
import dev.releaseledger.events.release.Usual;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.pcollections.HashTreePMap;

/** What a trigger that takes several reports counts. */
class TriggerVerdictTest {
    private static final Trigger TWICE_OF_THREE =
            new Trigger.ErrorRate("error-rate", new BigDecimal("5"), new BigDecimal("0.1"), new Repeats(2, 3));
    private static final ReleasePolicy POLICY = with(TWICE_OF_THREE);

    private static ReleasePolicy with(Trigger trigger) {
        ReleasePolicy policy = PolicyBook.defaultPolicy();
        return policy.withTriggers(List.of(trigger));
    }

    /** Of one source; null for a report without data. */
    private static DeploymentHealth reported(String source, DeploymentHealth known, @Nullable String... errorRates) {
        DeploymentHealth all = known;
        for (String rate : errorRates) {
            int n = all.reports().size();
            Instant from = Instant.parse("2026-01-01T00:00:00Z").plusSeconds(60L * n);
            all = all.and(new HealthReport(
                    new UUID(0, n),
                    from,
                    from.plusSeconds(60),
                    source,
                    100,
                    rate == null ? null : new BigDecimal(rate),
                    null,
                    null,
                    null,
                    null));
        }
        return all;
    }

    private static DeploymentHealth nothing() {
        Usual.Mean none = new Usual.Mean(BigDecimal.ZERO, BigDecimal.ZERO);
        return new DeploymentHealth(
                null, HashTreePMap.empty(), HashTreePMap.empty(), new Usual(none, none, none), HashTreePMap.empty());
    }

    private static TriggerVerdict judged(DeploymentHealth health) {
        return TriggerVerdict.of(TWICE_OF_THREE, health, Baseline.UNKNOWN, POLICY);
    }

    private static List<Boolean> counted(TriggerVerdict verdict) {
        return verdict.sources().getFirst().reports().stream()
                .map(TriggerVerdict.JudgedReport::counted)
                .toList();
    }

    @Test
    void givenTheLimitPassedTwiceOfThree_itFires_andCountsThose() {
        TriggerVerdict verdict = judged(reported("prometheus", nothing(), "8", "8", "0.1", "9"));

        assertThat(verdict.fires()).isTrue();
        assertThat(verdict.sources().getFirst().counted()).isEqualTo(2);
        assertThat(verdict.sources().getFirst().times()).isEqualTo(2);
        assertThat(verdict.sources().getFirst().of()).isEqualTo(3);
        assertThat(counted(verdict)).containsExactly(false, true, false, true);
    }

    @Test
    void givenTheLimitPassedOnce_itDoesNotFire_andCountsOne() {
        TriggerVerdict verdict = judged(reported("prometheus", nothing(), "0.1", "0.1", "9"));

        assertThat(verdict.fires()).isFalse();
        assertThat(verdict.sources().getFirst().counted()).isEqualTo(1);
    }

    @Test
    void givenTheNewestReportWithinTheLimit_nothingCounts_thoughEachIsShownBesideTheLimit() {
        TriggerVerdict verdict = judged(reported("prometheus", nothing(), "8", "9", "0.1"));

        assertThat(verdict.fires()).isFalse();
        assertThat(counted(verdict)).containsExactly(false, false, false);
        assertThat(verdict.sources().getFirst().reports())
                .extracting(
                        report -> report.reading() != null && report.reading().passed())
                .containsExactly(true, true, false);
    }

    @Test
    void givenReportsWithoutData_theyCountNeitherForItNorAgainstIt() {
        TriggerVerdict verdict = judged(reported("prometheus", nothing(), "8", null, null, null, "9"));

        assertThat(verdict.fires()).isTrue();
        assertThat(counted(verdict)).containsExactly(true, false, false, false, true);
        assertThat(verdict.sources().getFirst().reports().get(1).reading()).isNull();
    }

    @Test
    void givenTwoSources_eachCountsForItself() {
        TriggerVerdict verdict = judged(reported("synthetic", reported("prometheus", nothing(), "8"), "9"));

        assertThat(verdict.fires()).isFalse();
        assertThat(verdict.sources())
                .extracting(TriggerVerdict.SourceVerdict::counted)
                .containsExactly(1, 1);
    }
}

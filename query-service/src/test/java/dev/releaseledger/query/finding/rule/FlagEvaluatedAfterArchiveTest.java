package dev.releaseledger.query.finding.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class FlagEvaluatedAfterArchiveTest {
    private final FlagRule rule = new FlagEvaluatedAfterArchive();

    @Test
    void finds_anArchivedFlagThatCodeAsksForOnALaterDay() {
        FlagTale tale = FlagTale.defined().archived().dayCounted(5).dayCounted(1);
        Instant found = tale.now();
        Verdict verdict = tale.foundBy(rule);
        assertThat(verdict.since()).isEqualTo(new Place(40, found));
        assertThat(verdict.until()).isNull();
        assertThat(verdict.cites()).containsExactly(20L, 40L);
        assertThat(verdict.text()).contains("on 1 day after that, on 2026-03-03 1 time.");
    }

    @Test
    void finds_itOnce_andCitesTheFirstAndTheLastDay() {
        FlagTale tale = FlagTale.defined()
                .archived()
                .dayCounted(0)
                .dayCounted(5)
                .dayCounted(7)
                .dayCounted(9);
        assertThat(tale.foundBy(rule).cites()).containsExactly(20L, 40L, 60L);
    }

    @Test
    void lets_evaluationsOfTheDayOfTheArchive_andBefore() {
        assertThat(FlagTale.defined().dayCounted(9).archived().dayCounted(9).judgedBy(rule))
                .isEmpty();
        assertThat(FlagTale.defined().archived().dayCounted(0).dayCounted(0).judgedBy(rule))
                .isEmpty();
    }
}

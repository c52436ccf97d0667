package dev.releaseledger.query.finding.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.releaseledger.events.flag.FlagDisabled;
import dev.releaseledger.events.flag.FlagEnabled;
import dev.releaseledger.events.flag.RolloutReduced;
import org.junit.jupiter.api.Test;

class FlagNeverEvaluatedTest {
    private final FlagRule rule = new FlagNeverEvaluated();

    /** Open since the first day, which does not count: it was not open on all of it. */
    private static FlagTale unusedFor(int days) {
        return FlagTale.defined().opened(500).dayCounted(0).daysCounted(days);
    }

    @Test
    void finds_aFlagThatNoCodeAskedForOnSevenDays_andKeepsItsProof() {
        FlagTale tale = unusedFor(7);
        Verdict verdict = tale.foundBy(rule);
        assertThat(verdict.since()).isEqualTo(new Place(90, tale.now()));
        assertThat(verdict.until()).isNull();
        assertThat(verdict.cites()).containsExactly(10L, 30L, 40L, 50L, 60L, 70L, 80L, 90L);
        assertThat(tale.daysCounted(30).foundBy(rule)).isEqualTo(verdict);
    }

    @Test
    void finds_thatItEndsWhereItIsEvaluated_andNotAgainAfterThat() {
        FlagTale tale = unusedFor(7).dayCounted(3);
        assertThat(tale.foundBy(rule).until()).isEqualTo(new Place(100, tale.now()));
        assertThat(tale.daysCounted(20).judgedBy(rule)).hasSize(1);
    }

    @Test
    void finds_thatItEndsWhereItIsDisabledClosedOrArchived() {
        assertThat(unusedFor(7)
                        .said(new FlagDisabled("noise", null, null))
                        .foundBy(rule)
                        .until())
                .isNotNull();
        assertThat(unusedFor(7)
                        .said(new RolloutReduced(0, "noise"))
                        .foundBy(rule)
                        .until())
                .isNotNull();
        assertThat(unusedFor(7).archived().foundBy(rule).until()).isNotNull();
    }

    @Test
    void finds_itAgainSinceItWasEnabled() {
        FlagTale tale = unusedFor(7)
                .said(new FlagDisabled("noise", null, null))
                .daysCounted(9)
                .said(new FlagEnabled("quiet again"));
        long enabled = tale.last();
        assertThat(tale.dayCounted(0).daysCounted(7).judgedBy(rule))
                .extracting(Verdict::key)
                .containsExactly("open/10", "open/" + enabled);
    }

    @Test
    void lets_aFlagThatSomebodyGotOnTheDayOfItsOpening() {
        assertThat(FlagTale.defined().opened(500).dayCounted(1).daysCounted(20).judgedBy(rule))
                .isEmpty();
    }

    @Test
    void lets_aFlagThatIsYoung_used_orServesNobody() {
        assertThat(unusedFor(6).judgedBy(rule)).isEmpty();
        assertThat(FlagTale.defined()
                        .opened(500)
                        .dayCounted(0)
                        .dayCounted(1)
                        .daysCounted(20)
                        .judgedBy(rule))
                .isEmpty();
        assertThat(FlagTale.defined().daysCounted(20).judgedBy(rule)).isEmpty();
    }
}

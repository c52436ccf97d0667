package dev.releaseledger.query.finding.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.releaseledger.events.flag.FlagCleanedUp;
import dev.releaseledger.events.flag.RolloutLingered;
import dev.releaseledger.events.flag.RolloutReduced;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LingeringFlagTest {
    private final FlagRule rule = new LingeringFlag();

    private static FlagTale lingering() {
        return FlagTale.defined()
                .opened(500)
                .opened(10_000)
                .after(Duration.ofDays(30))
                .said(new RolloutLingered());
    }

    @Test
    void finds_aFlagThatEverybodyHasForTooLong_untilItIsCleanedUp() {
        FlagTale tale = lingering();
        Verdict verdict = tale.foundBy(rule);
        assertThat(verdict.since()).isEqualTo(new Place(30, tale.now()));
        assertThat(verdict.until()).isNull();
        assertThat(verdict.cites()).containsExactly(20L, 30L);
        assertThat(tale.said(new FlagCleanedUp("#412", null)).foundBy(rule).until())
                .isEqualTo(new Place(40, tale.now()));
    }

    @Test
    void finds_thatItEndsWhereFewerHaveIt_andMayBeginAgain() {
        FlagTale tale = lingering().said(new RolloutReduced(9_000, "errors"));
        assertThat(tale.foundBy(rule).until()).isEqualTo(new Place(40, tale.now()));
        assertThat(tale.opened(10_000).said(new RolloutLingered()).judgedBy(rule))
                .extracting(Verdict::key)
                .containsExactly("lingers/30", "lingers/60");
    }

    @Test
    void lets_aFlagBeUntilThatIsOnRecord() {
        assertThat(FlagTale.defined().opened(10_000).judgedBy(rule)).isEmpty();
    }
}

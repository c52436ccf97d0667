package dev.releaseledger.query.finding.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.releaseledger.events.flag.FlagEndMoved;
import dev.releaseledger.events.flag.FlagOutlived;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutlivedFlagTest {
    private final FlagRule rule = new OutlivedFlag();

    private static FlagTale outlived() {
        return FlagTale.defined().after(Duration.ofDays(30)).said(new FlagOutlived());
    }

    @Test
    void finds_aFlagThatIsThereAfterItsEnd_untilItIsArchived() {
        FlagTale tale = outlived();
        Verdict verdict = tale.foundBy(rule);
        assertThat(verdict.since()).isEqualTo(new Place(10, tale.now()));
        assertThat(verdict.until()).isNull();
        assertThat(verdict.cites()).containsExactly(0L, 10L);
        assertThat(verdict.text()).contains(FlagTale.ENDS.toString());
        assertThat(tale.archived().foundBy(rule).until()).isEqualTo(new Place(30, tale.now()));
    }

    @Test
    void finds_itAgainWhereTheNextEndPassesToo() {
        FlagTale tale = outlived().said(new FlagEndMoved(FlagTale.ENDS.plusDays(9), "one more customer"));
        assertThat(tale.foundBy(rule).until()).isEqualTo(new Place(20, tale.now()));
        assertThat(tale.after(Duration.ofDays(11)).said(new FlagOutlived()).judgedBy(rule))
                .extracting(Verdict::cites)
                .containsExactly(List.of(0L, 10L), List.of(20L, 30L));
    }

    @Test
    void lets_aFlagBeUntilThatIsOnRecord() {
        assertThat(FlagTale.defined().opened(500).judgedBy(rule)).isEmpty();
    }
}

package dev.releaseledger.query.finding.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.releaseledger.events.access.Role;
import dev.releaseledger.events.release.ChangeRemoved;
import dev.releaseledger.events.release.ReleaseKind;
import dev.releaseledger.events.release.Strategy;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class BigBangOfManyMonthsTest {
    private static final Instant LONG_AGO = Story.BEGINNING.minus(Duration.ofDays(61));
    private static final Instant LATELY = Story.BEGINNING.minus(Duration.ofDays(59));
    private final ReleaseRule rule = new BigBangOfManyMonths();

    private static Story bigBang(Story story) {
        return story.started(Strategy.BIG_BANG, null, Role.RELEASE_MANAGER);
    }

    @Test
    void finds_changesThatAreOlderThanThePolicyAllows_andCitesTheOldest() {
        Verdict verdict = bigBang(Story.planned(ReleaseKind.STANDARD)
                        .changed("new", LATELY)
                        .changed("old", LONG_AGO)
                        .changed("oldest", LONG_AGO.minusSeconds(1)))
                .foundBy(rule);
        assertThat(verdict.cites()).containsExactly(30L, 40L);
        assertThat(verdict.text()).startsWith("2 of 3 changes").contains("61 days");
    }

    @Test
    void finds_byWhatThePolicySays() {
        Story story = bigBang(Story.planned(ReleaseKind.STANDARD)
                .under(OtherPolicies.withMostChangeAge(Duration.ofDays(30)))
                .changed("new", LATELY));
        assertThat(story.judgedBy(rule)).hasSize(1);
    }

    @Test
    void lets_changesThatAreExactlyAsOldAsThePolicyAllows_andOtherStrategies() {
        Instant justSo = Story.BEGINNING.minus(Duration.ofDays(60));
        assertThat(bigBang(Story.planned(ReleaseKind.STANDARD).changed("just so", justSo))
                        .judgedBy(rule))
                .isEmpty();
        assertThat(Story.planned(ReleaseKind.STANDARD)
                        .changed("old", LONG_AGO)
                        .started()
                        .judgedBy(rule))
                .isEmpty();
    }

    @Test
    void lets_aChangeThatWasTakenOutBefore() {
        assertThat(bigBang(Story.planned(ReleaseKind.STANDARD)
                                .changed("old", LONG_AGO)
                                .said(new ChangeRemoved("old", "too old")))
                        .judgedBy(rule))
                .isEmpty();
    }
}

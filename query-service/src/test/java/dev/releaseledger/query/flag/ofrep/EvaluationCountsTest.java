package dev.releaseledger.query.flag.ofrep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.releaseledger.query.flag.TestFlags;
import dev.releaseledger.query.flag.ofrep.EvaluationCounts.Count;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class EvaluationCountsTest {
    private static final LocalDate DAY = LocalDate.parse("2026-01-31");

    private final EvaluationCounts counts =
            new EvaluationCounts(Clock.fixed(Instant.parse("2026-01-31T23:59:59Z"), ZoneOffset.UTC));

    @Test
    void whatIsTakenIsCountedOnce() {
        counts.count(TestFlags.id(1), "on");
        counts.count(TestFlags.id(1), "on");
        counts.count(TestFlags.id(1), "off");

        assertThat(counts.take(DAY))
                .containsExactlyInAnyOrder(
                        new Count(DAY, TestFlags.id(1), "on", 2), new Count(DAY, TestFlags.id(1), "off", 1));
        assertThat(counts.take(DAY)).isEmpty();
    }

    @Test
    void whatIsGivenBackIsTakenAgain() {
        counts.count(TestFlags.id(1), "on");
        List<Count> taken = counts.take(DAY);
        counts.count(TestFlags.id(1), "on");
        counts.giveBack(taken);

        assertThat(counts.take(DAY)).containsExactly(new Count(DAY, TestFlags.id(1), "on", 2));
    }

    @Test
    void whatCouldNotBeWrittenDownBeforeItsDayWasToldCountsForTheNext() {
        counts.count(TestFlags.id(1), "on");
        counts.giveBack(List.of(new Count(DAY.minusDays(1), TestFlags.id(1), "on", 5)));

        assertThat(counts.take(DAY)).containsExactly(new Count(DAY, TestFlags.id(1), "on", 6));
    }
}

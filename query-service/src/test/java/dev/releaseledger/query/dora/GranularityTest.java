package dev.releaseledger.query.dora;

import static org.assertj.core.api.Assertions.assertThat;

import dev.releaseledger.query.dora.Granularity.Span;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class GranularityTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private static Instant at(String text) {
        return Instant.parse(text);
    }

    @Test
    void daysBeginWhereTheZoneSaysSo() {
        assertThat(Granularity.DAY.spans(at("2026-03-28T12:00:00Z"), at("2026-03-30T12:00:00Z"), BERLIN, 9))
                .containsExactly(
                        new Span(at("2026-03-28T12:00:00Z"), at("2026-03-28T23:00:00Z")),
                        // The clock is set forward on this day.
                        new Span(at("2026-03-28T23:00:00Z"), at("2026-03-29T22:00:00Z")),
                        new Span(at("2026-03-29T22:00:00Z"), at("2026-03-30T12:00:00Z")));
    }

    @Test
    void weeksBeginOnMonday_andMonthsOnTheFirst() {
        Instant from = at("2026-01-30T00:00:00Z");
        Instant to = at("2026-02-09T00:00:00Z");
        ZoneId utc = ZoneId.of("UTC");
        assertThat(Granularity.WEEK.spans(from, to, utc, 9))
                .extracting(Span::from)
                .containsExactly(from, at("2026-02-02T00:00:00Z"));
        assertThat(Granularity.MONTH.spans(from, to, utc, 9))
                .containsExactly(new Span(from, at("2026-02-01T00:00:00Z")), new Span(at("2026-02-01T00:00:00Z"), to));
        assertThat(Granularity.TOTAL.spans(from, to, utc, 9)).containsExactly(new Span(from, to));
    }

    @Test
    void tooManySpansAreNotCountedToTheEnd() {
        assertThat(Granularity.DAY.spans(at("0001-01-01T00:00:00Z"), at("9999-12-31T00:00:00Z"), BERLIN, 400))
                .hasSize(401);
    }

    @Property
    void spansFollowEachOther_fromTheWindowsBeginningToItsEnd(
            @ForAll Granularity granularity,
            @ForAll @IntRange(max = 40_000_000) int from,
            @ForAll @IntRange(min = 1, max = 9_000_000) int length) {
        Instant begin = at("2026-01-01T00:00:00Z").plusSeconds(from);
        Instant end = begin.plus(Duration.ofSeconds(length));
        for (String zone : List.of("UTC", "America/Sao_Paulo", "Pacific/Apia", "Asia/Kathmandu")) {
            List<Span> spans = granularity.spans(begin, end, ZoneId.of(zone), 400);
            assertThat(spans.getFirst().from()).isEqualTo(begin);
            assertThat(spans.getLast().to()).isEqualTo(end);
            for (int i = 1; i < spans.size(); i++) {
                assertThat(spans.get(i).from())
                        .isEqualTo(spans.get(i - 1).to())
                        .isBefore(spans.get(i).to());
            }
        }
    }
}

package dev.releaseledger.events.flag;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Rfc3339Test {
    /** RFC 3339, 5.8, without its leap seconds. */
    @ParameterizedTest
    @CsvSource({
        "1985-04-12T23:20:50.52Z, 1985-04-12T23:20:50.520Z",
        "1996-12-19T16:39:57-08:00, 1996-12-20T00:39:57Z",
        "1937-01-01T12:00:27.87+00:20, 1937-01-01T11:40:27.870Z",
        "2024-02-29t10:00:00z, 2024-02-29T10:00:00Z",
        "2024-02-29T10:00:00.123456789+23:59, 2024-02-28T10:01:00.123456789Z",
        "0000-01-01T00:00:00Z, 0000-01-01T00:00:00Z"
    })
    void readsWhatTheStandardWrites(String text, Instant moment) {
        assertThat(Rfc3339.parse(text)).isEqualTo(moment);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2026-03-02",
                "2026-03-02T08:00:00",
                "2026-03-02T08:00Z",
                "2026-03-02 08:00:00Z",
                "2026-3-02T08:00:00ZZ",
                "2026-13-02T08:00:00Z",
                "2026-02-29T08:00:00Z",
                "2026-03-02T24:00:00Z",
                "2026-03-02T08:60:00Z",
                "1990-12-31T23:59:60Z",
                "2026-03-02T08:00:00.Z",
                "2026-03-02T08:00:00.1234567890Z",
                "2026-03-02T08:00:00.5",
                "2026-03-02T08:00:00+0100",
                "2026-03-02T08:00:00+24:00",
                "2026-03-02T08:00:00=01:00",
                "2026-03-02T08:00:00+01:00Z",
                "-026-03-02T08:00:00Z",
                "+2026-03-02T08:00:00Z",
                "２026-03-02T08:00:00Z",
                "2026-03-02T08:00:00Z "
            })
    void readsNothingElse(String text) {
        assertThat(Rfc3339.parse(text)).isNull();
    }

    @Property
    void readsWhatJavaWrites(
            @ForAll @LongRange(min = -60_000_000_000L, max = 250_000_000_000L) long second,
            @ForAll @IntRange(max = 999_999_999) int nano,
            @ForAll @IntRange(min = -17 * 60, max = 17 * 60) int minutesAhead) {
        OffsetDateTime time =
                Instant.ofEpochSecond(second, nano).atOffset(ZoneOffset.ofTotalSeconds(minutesAhead * 60));

        assertThat(Rfc3339.parse(DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time)))
                .isEqualTo(time.toInstant());
    }

    @Test
    void aLongTextIsTurnedDownAtOnce() {
        assertThat(Rfc3339.parse("2026-03-02T08:00:00." + "0".repeat(1_000_000) + "Z"))
                .isNull();
    }
}

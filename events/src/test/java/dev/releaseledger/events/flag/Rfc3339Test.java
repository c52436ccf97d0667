package dev.releaseledger.events.flag;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Rfc3339Test {
    @ParameterizedTest
    @CsvSource({
        "2026-03-02T08:00:00Z, 2026-03-02T08:00:00Z",
        "2026-03-02t08:00:00.25z, 2026-03-02T08:00:00.250Z",
        "2026-03-02T09:00:00+01:00, 2026-03-02T08:00:00Z",
        "2026-03-01T23:59:59.999999999-08:00, 2026-03-02T07:59:59.999999999Z",
    })
    void aTimeIsAMoment(String text, Instant moment) {
        assertThat(Rfc3339.parse(text)).isEqualTo(moment);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2026-03-02",
                "2026-03-02T08:00Z",
                "2026-03-02T08:00:00",
                "2026-03-02 08:00:00Z",
                "2026-02-30T08:00:00Z",
                "2026-03-02T25:00:00Z",
                "2026-03-02T08:00:00+0100",
                "+12026-03-02T08:00:00Z",
                "1772438400"
            })
    void anythingElseIsNone(String text) {
        assertThat(Rfc3339.parse(text)).isNull();
    }
}

package dev.releaseledger.auditor.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClaimedPositionTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "{\"id\":\"x\",\"position\":0,\"sequence\":1} | 0",
                "{\"position\":123456789012,\"data\":{}} | 123456789012",
                "{\"position\":7} | 7",
                "{\"id\":\"x\",\"data\":{\"position\":7}} | -1",
                "{\"position\":-7,\"data\":{}} | -1",
                "{\"position\":7.5,\"data\":{}} | -1",
                "{\"position\":\"7\"} | -1",
                "{\"position\":12345678901234567890} | -1",
                "{\"position\": | -1",
                "{} | -1",
            })
    void itIsWhatStandsBeforeTheData(String entry, long position) {
        byte[] bytes = ("??" + entry + "??").getBytes(UTF_8);

        assertThat(ClaimedPosition.of(bytes, 2, bytes.length - 4)).isEqualTo(position);
    }

    @Test
    void nothingBehindTheEntryIsLookedAt() {
        byte[] bytes = "{\"position\":12345}".getBytes(UTF_8);

        assertThat(ClaimedPosition.of(bytes, 0, 14)).isEqualTo(ClaimedPosition.NONE);
    }
}

package dev.releaseledger.auditor.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrintableTest {
    @ParameterizedTest
    @ValueSource(
            chars = {'\n', '\r', '\t', 0x1b, 0x7f, 0x9b, '\u200b', '\u2028', '\u2029', '\u202e', '\u2066', '\ufeff'})
    void whatIsNotForReadingIsWrittenOut(char c) {
        assertThat(Printable.of("a" + c + "b")).isEqualTo(String.format("a\\u%04xb", (int) c));
    }

    @Test
    void whatIsForReadingStays() {
        String text = "Größe — 完了 🚀, \"quoted\" \\";

        assertThat(Printable.of(text)).isSameAs(text);
    }
}

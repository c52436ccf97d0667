package dev.releaseledger.auditor.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LinesTest {
    private static List<String> read(InputStream in) throws IOException {
        List<String> read = new ArrayList<>();
        try (Lines lines = new Lines(in, "a file")) {
            while (lines.next()) {
                read.add(new String(lines.buffer(), lines.from(), lines.length(), UTF_8));
                assertThat(lines.number()).isEqualTo(read.size());
            }
        }
        return read;
    }

    private static InputStream of(String text) {
        return new ByteArrayInputStream(text.getBytes(UTF_8));
    }

    /** Reads come in pieces of any size. */
    private static InputStream inPieces(byte[] bytes, Random random) {
        return new ByteArrayInputStream(bytes) {
            @Override
            public synchronized int read(byte[] target, int offset, int length) {
                return super.read(target, offset, Math.min(length, 1 + random.nextInt(300_000)));
            }
        };
    }

    @ParameterizedTest
    @CsvSource({"'', ''", "'a', 'a'", "'a\n', 'a'", "'a\nb', 'a|b'", "'a\n\nb\n', 'a||b'", "'\n', ''"})
    void whatLiesBetweenLineFeedsIsALine(String text, String lines) throws IOException {
        assertThat(String.join("|", read(of(text)))).isEqualTo(lines);
    }

    @Test
    void everyLineIsReadWholeWhereverTheReadsEnd() throws IOException {
        Random random = new Random(7);
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 3_000; i++) {
            lines.add("é".repeat(random.nextInt(i % 50 == 0 ? 60_000 : 900)));
        }
        byte[] bytes = (String.join("\n", lines) + "\n").getBytes(UTF_8);

        assertThat(read(inPieces(bytes, random))).isEqualTo(lines);
    }

    @Test
    void aLineLongerThanAReadIsReadAllTheSame() throws IOException {
        String line = "x".repeat(3_000_000);

        assertThat(read(of(line + "\ny\n"))).containsExactly(line, "y");
    }

    @Test
    void aLineThatNoExportHasIsRefused() {
        assertThatThrownBy(() -> read(of("a\n" + "x".repeat(40_000_000))))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("a file is not an export: line 2 is longer than");
    }
}

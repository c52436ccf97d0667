package dev.releaseledger.events.envelope;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever the bytes, an entry is refused as {@link NotUnderstood} or understood; and what was understood is written as it is
 * understood again. Without a fuzzer, holds for the golden entries and the inputs that one found; see {@code infra/fuzz}.
 */
class EntryFuzzTest {
    static Stream<byte[]> goldens() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/test/resources/golden"))) {
            return files.filter(Files::isRegularFile).map(EntryFuzzTest::bytes).toList().stream();
        }
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @MethodSource("goldens")
    @FuzzTest(maxDuration = "1m")
    void entry(byte[] bytes) {
        try {
            Envelope envelope = EntryJson.read(bytes);
            Event event = Events.read(envelope);
            byte[] written = EntryJson.writeData(event);

            assertThat(Events.read(envelope.type(), EntryJson.mapper().readTree(written)))
                    .isEqualTo(event);
            assertThat(envelope.position()).isNotNegative();
        } catch (NotUnderstood refused) {
            assertThat(refused.getMessage()).isNotBlank();
        }
    }
}

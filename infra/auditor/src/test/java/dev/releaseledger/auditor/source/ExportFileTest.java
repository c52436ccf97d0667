package dev.releaseledger.auditor.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportFileTest {
    private static final String ENTRIES =
            "{\"position\":7,\"data\":{}}\n{\"position\":8,\"data\":{}}\n{\"position\":9}";

    @TempDir
    private Path directory;

    private static List<String> read(Path file, long from) throws IOException {
        List<String> read = new ArrayList<>();
        try (ExportFile export = new ExportFile(file)) {
            export.read(
                    from,
                    (position, buffer, offset, length) ->
                            read.add(position + " " + new String(buffer, offset, length, UTF_8)));
        }
        return read;
    }

    private static byte[] zipped() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(ENTRIES.getBytes(UTF_8));
        }
        return bytes.toByteArray();
    }

    @Test
    void entriesFollowFromThePositionThatTheFirstClaims() throws IOException {
        Path file = Files.writeString(directory.resolve("entries"), ENTRIES);

        assertThat(read(file, 8)).containsExactly("8 {\"position\":8,\"data\":{}}", "9 {\"position\":9}");
    }

    @Test
    void whatIsCompressedIsReadWhateverItsName() throws IOException {
        Path file = Files.write(directory.resolve("entries"), zipped());

        assertThat(read(file, 0)).hasSize(3).first().isEqualTo("7 {\"position\":7,\"data\":{}}");
    }

    @Test
    void readingEndsWhereTheReaderHasEnough() throws IOException {
        Path file = Files.writeString(directory.resolve("entries"), ENTRIES);
        List<Long> positions = new ArrayList<>();
        try (ExportFile export = new ExportFile(file)) {
            export.read(0, (position, buffer, offset, length) -> {
                positions.add(position);
                return false;
            });
        }

        assertThat(positions).containsExactly(7L);
    }

    @Test
    void whatCannotBeReadIsSaid() throws IOException {
        Path cut = Files.write(directory.resolve("cut"), Arrays.copyOf(zipped(), 30));

        assertThatThrownBy(() -> read(cut, 0)).isInstanceOf(IOException.class).hasMessageContaining("is cut off");
        assertThatThrownBy(() -> read(directory.resolve("none"), 0))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("there is no file ");
    }

    @Test
    void theCheckpointIsBesideIt() throws IOException {
        Path file = Files.writeString(directory.resolve("entries"), ENTRIES);
        try (ExportFile export = new ExportFile(file)) {
            assertThat(export.checkpoints()).isEmpty();
            Files.writeString(directory.resolve("entries.checkpoint"), "note");
            assertThat(export.checkpoints()).containsExactly("note".getBytes(UTF_8));
        }
    }
}

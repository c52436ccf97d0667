package dev.releaseledger.importer.history.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.releaseledger.importer.history.HistoryItem;
import dev.releaseledger.importer.history.Tag;
import dev.releaseledger.importer.history.Unreadable;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class FileHistoryTest {

    private static final String LINE = """
            {"project":"pier","tag":"v1.1.0","version":"1.1.0","prerelease":null,"patchOf":null,"previous":"v1.0.0",\
            "commit":"c0ffee0","taggedAt":"2026-02-01T12:00:00+02:00","tagger":"mara",\
            "commits":[{"sha":"beef000","at":"2026-01-31T09:00:00-05:00","author":"sten","subject":""}],\
            "commitCount":7,"changelog":[{"kind":"FEATURE","text":"A pier."}],"beyond":"ours"}""";

    @Test
    void aLineIsATag() throws IOException {
        var tag = (Tag) read(LINE).getFirst();

        assertThat(tag.name()).isEqualTo("v1.1.0");
        assertThat(tag.taggedAt()).isEqualTo(Instant.parse("2026-02-01T10:00:00Z"));
        assertThat(tag.commits())
                .containsExactly(new Tag.Commit("beef000", Instant.parse("2026-01-31T14:00:00Z"), "sten", ""));
        assertThat(tag.commitCount()).isEqualTo(7);
        assertThat(tag.changelog()).containsExactly(new Tag.ChangelogEntry("FEATURE", "A pier."));
        assertThat(tag.patchOf()).isNull();
    }

    @Test
    void nothingIsAnEmptyHistory() throws IOException {
        assertThat(read("")).isEmpty();
        assertThat(read("\n\r\n   \n")).isEmpty();
    }

    @Test
    void everyFaultOfALineIsToldAtOnce() throws IOException {
        var unreadable = (Unreadable) read(LINE + "\n\n" + """
                {"project":" ","tag":7,"version":"latest","prerelease":null,"patchOf":null,"commit":"c0ffee0",\
                "taggedAt":"yesterday","tagger":"mara","commits":[{"sha":"BEEF","at":1,"author":"sten"},3],\
                "commitCount":-1,"changelog":null}""").get(1);

        assertThat(unreadable.where()).isEqualTo("line 3");
        assertThat(unreadable.faults())
                .containsExactly(
                        "project is empty",
                        "tag is not a text",
                        "version is not a version: latest",
                        "previous is missing",
                        "taggedAt is not an RFC 3339 time: yesterday",
                        "commits[0].sha is not the hexadecimal name of a commit: BEEF",
                        "commits[0].at is not a text",
                        "commits[0].subject is missing",
                        "commits[1] is not an object",
                        "commitCount is not a count",
                        "changelog is not a list");
    }

    @Test
    void aCandidateThatItsVersionDoesNotKnowIsAFault() throws IOException {
        var unreadable = (Unreadable) read(LINE.replace("\"prerelease\":null", "\"prerelease\":\"rc.0\""))
                .getFirst();

        assertThat(unreadable.faults()).containsExactly("prerelease is rc.0, but the version says null");
    }

    @Test
    void readingGoesOnBehindALineThatIsNone() throws IOException {
        var items = read("{\"project\":\n[1]\n" + LINE + " x\n\u0000\n" + "[".repeat(2_000) + "\n" + LINE);

        assertThat(items).hasSize(6);
        assertThat(items.subList(0, 5)).allSatisfy(item -> assertThat(item).isInstanceOf(Unreadable.class));
        assertThat(items.get(5)).isInstanceOf(Tag.class);
    }

    @Test
    void bytesThatAreNoTextAreAFault() throws IOException {
        var bytes = LINE.replace("pier", "pi\u00ffr").getBytes(StandardCharsets.ISO_8859_1);

        assertThat(read(new ByteArrayInputStream(bytes)))
                .containsExactly(new Unreadable("line 1", List.of("not UTF-8")));
    }

    @Test
    void aLineThatNobodyCouldHoldIsPassedOver() throws IOException {
        var line = (LINE + "\n").getBytes(StandardCharsets.UTF_8);
        var endless = new byte[Lines.LONGEST + 1];
        Arrays.fill(endless, (byte) ' ');
        endless[endless.length - 1] = '\n';
        var tooLong = new byte[Lines.LONGEST + 2];
        Arrays.fill(tooLong, (byte) 'x');
        tooLong[tooLong.length - 1] = '\n';
        var all = new ByteArrayInputStream(concat(endless, tooLong, line));

        var items = read(all);

        assertThat(items).hasSize(2);
        assertThat(items.getFirst())
                .isEqualTo(new Unreadable("line 2", List.of("longer than " + Lines.LONGEST + " bytes")));
    }

    @Test
    void theSampleIsAHistoryThatAnybodyCanImport() throws IOException {
        try (var sample = FileHistory.sample()) {
            var items = all(sample);

            assertThat(items).hasSize(16).allSatisfy(item -> assertThat(item).isInstanceOf(Tag.class));
            assertThat(sample.read()).isEqualTo(sample.size());
        }
    }

    private static List<HistoryItem> read(String lines) throws IOException {
        return read(new ByteArrayInputStream(lines.getBytes(StandardCharsets.UTF_8)));
    }

    private static List<HistoryItem> read(InputStream bytes) throws IOException {
        try (var history = FileHistory.of(bytes, 0)) {
            return all(history);
        }
    }

    private static List<HistoryItem> all(FileHistory history) throws IOException {
        var items = new ArrayList<HistoryItem>();
        for (var item = history.next(); item.isPresent(); item = history.next()) {
            items.add(item.get());
        }
        return items;
    }

    private static byte[] concat(byte[]... parts) throws IOException {
        var all = new ByteArrayOutputStream();
        for (var part : parts) {
            all.write(part);
        }
        return all.toByteArray();
    }
}

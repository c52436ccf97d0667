package dev.releaseledger.auditor.diff;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.releaseledger.auditor.harness.Called;
import dev.releaseledger.auditor.harness.LogServer;
import dev.releaseledger.auditor.harness.SmallLedger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiffTest {
    @TempDir
    private Path folder;

    private final SmallLedger ledger = new SmallLedger().grow(600);
    private Path export;

    @BeforeEach
    void export() {
        export = ledger.export(folder.resolve("export.ndjson"));
    }

    private Path lines(String name, List<String> lines) throws IOException {
        return Files.write(folder.resolve(name), lines);
    }

    private List<String> lines() throws IOException {
        return new ArrayList<>(Files.readAllLines(export));
    }

    @Test
    void theSameEntriesAreSaidToBeTheSame_whereverTheyAre() {
        try (LogServer server = new LogServer(ledger)) {
            Called diff = Called.with("diff", export, server.address());

            assertThat(diff.exitCode()).as(diff.err()).isZero();
            assertThat(diff.out()).isEqualToIgnoringNewLines("The same: 600 entries.");
            assertThat(Called.with("diff", export, server.entries()).exitCode()).isZero();
        }
    }

    @Test
    void theFirstDifferenceIsNamed_withWhatDiffersInIt_andHowFarItGoesOn() {
        Path other = ledger.with(301, ledger.text(301).replace("Mend", "Mind").getBytes(UTF_8))
                .with(599, ledger.text(599).replace("FIX", "FEATURE").getBytes(UTF_8))
                .export(folder.resolve("other.ndjson"));

        Called diff = Called.with("diff", export, other);

        assertThat(diff.exitCode()).isEqualTo(1);
        assertThat(diff.out().lines())
                .containsExactly(
                        "The first difference is at position 301:",
                        "    data.summary: \"Mend c301\" -> \"Mind c301\"",
                        "2 of the 600 positions that both have differ, the first at 301, the last at 599.");
        assertThat(Called.with("diff", "--json", export, other).json().toString())
                .isEqualTo("{\"relation\":\"differ\",\"firstDifference\":{\"position\":301,\"differences\":"
                        + "[{\"path\":\"/data/summary\",\"first\":\"Mend c301\",\"second\":\"Mind c301\"}]},"
                        + "\"both\":{\"count\":600,\"first\":0,\"last\":599},"
                        + "\"differing\":{\"count\":2,\"first\":301,\"last\":599},"
                        + "\"onlyFirst\":{\"count\":0},\"onlySecond\":{\"count\":0}}");
    }

    @Test
    void theBeginningOfAnotherIsSaidToBeIt() {
        Path beginning = ledger.copy(500).export(folder.resolve("beginning.ndjson"));

        assertThat(Called.with("diff", beginning, export))
                .returns(1, Called::exitCode)
                .returns(
                        beginning + " is the beginning of " + export + ", which goes on with positions 500 to 599.\n",
                        Called::out);
        assertThat(Called.with("diff", "--json", export, beginning)
                        .json()
                        .get("relation")
                        .stringValue())
                .isEqualTo("second-is-prefix");
    }

    @Test
    void anEntryThatWasLeftOutOrPutIn_orTwoThatChangedPlaces_areSaidToBe() throws IOException {
        List<String> dropped = lines();
        dropped.remove(7);
        List<String> swapped = lines();
        swapped.set(7, swapped.set(8, swapped.get(7)));
        Path short599 = lines("dropped.ndjson", dropped);

        assertThat(Called.with("diff", export, short599).out())
                .contains("position 7:", export + " has an entry more there, or " + short599 + " lacks one");
        assertThat(Called.with("diff", short599, export).out())
                .contains(export + " has an entry more there, or " + short599 + " lacks one");
        assertThat(Called.with("diff", export, lines("swapped.ndjson", swapped)).out())
                .contains("the entries of positions 7 and 8 have changed places");
    }

    @Test
    void bytesThatAreNoJson_andTheSameJsonInOtherBytes_differ() throws IOException {
        List<String> spaced = lines();
        spaced.set(7, spaced.get(7).replaceFirst(",", ", "));
        List<String> garbled = lines();
        garbled.set(7, "?");

        assertThat(Called.with("diff", export, lines("spaced.ndjson", spaced)).out())
                .contains("the same JSON in other bytes; leaf hashes ");
        assertThat(Called.with("diff", export, lines("garbled.ndjson", garbled)).out())
                .contains("garbled.ndjson has bytes there that are not JSON; leaf hashes ");
    }

    @Test
    void aPieceIsComparedWhereBothHaveEntries() throws IOException {
        Path piece = lines("piece.ndjson", lines().subList(100, 200));

        assertThat(Called.with("diff", export, piece).out())
                .startsWith("The same where both have entries, at 100 positions.");
    }

    @Test
    void whatCannotBeReadEndsWith3() {
        assertThat(Called.with("diff", export, folder.resolve("none")))
                .returns(3, Called::exitCode)
                .satisfies(called -> assertThat(called.err()).contains("there is no file"));
    }
}

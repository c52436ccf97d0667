package dev.releaseledger.auditor.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.releaseledger.auditor.testing.Export;
import dev.releaseledger.auditor.testing.Export.Run;
import dev.releaseledger.auditor.testing.ServedTiles;
import dev.releaseledger.auditor.testing.ToldRelease;
import dev.releaseledger.events.ledger.NoteSigner;
import dev.releaseledger.events.release.Stage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VerifyTilesTest {
    private final NoteSigner key = Export.key();

    @TempDir
    private Path directory;

    private Run verify(String source, String... more) {
        List<String> arguments = new ArrayList<>(
                List.of("verify", source, "--key", key.verifierKey().format()));
        arguments.addAll(List.of(more));
        return Export.run(arguments.toArray(String[]::new));
    }

    private Export told(int releases) {
        return Export.of(key, ledger -> {
            for (int i = 0; i < releases; i++) {
                new ToldRelease(ledger, "product-" + i, "1.0.0").approvedUpTo(Stage.POST_RELEASE);
            }
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 30})
    void aServedLogHolds(int releases) throws IOException {
        Export export = told(releases);
        try (ServedTiles served = ServedTiles.of(export)) {
            Run run = verify(served.url(), "--token", ServedTiles.TOKEN);

            assertThat(run.code()).as(run.out() + run.err()).isZero();
            assertThat(run.out()).startsWith("holds: " + export.entries().size() + " entries of " + served.url());
        }
    }

    @Test
    void anotherEntryThanItsHashTileSaysIsNamed() throws IOException {
        Export export = told(12);
        byte[] other = new String(export.entries().get(300), StandardCharsets.UTF_8)
                .replace("\"2026-03-02T08:05:00Z\"", "\"2026-03-02T08:05:01Z\"")
                .getBytes(StandardCharsets.UTF_8);
        try (ServedTiles served = ServedTiles.of(export)) {
            served.replace(300, other);

            Run run = verify(served.url(), "--token", ServedTiles.TOKEN, "--hashes");

            assertThat(run.code()).isEqualTo(1);
            assertThat(run.out())
                    .startsWith("position 300: tile: expected hash ")
                    .contains("/tile/0/001");
        }
    }

    @Test
    void anExportIsComparedWithTheHashTilesOfALogThatNeedNotShowItsEntries() throws IOException {
        Export export = told(3);
        try (ServedTiles served = ServedTiles.of(export)) {
            Path file = export.with(2, "build 7", "build 8").in(directory);

            Run run = verify(file.toString(), "--hashes", "--tiles", served.url());

            assertThat(run.code()).isEqualTo(1);
            assertThat(run.out()).startsWith("position 2: tile: expected hash ");
        }
    }

    @Test
    void withoutATokenItSaysWhatIsMissing() throws IOException {
        try (ServedTiles served = ServedTiles.of(told(1))) {
            Run run = verify(served.url());

            assertThat(run.code()).isEqualTo(3);
            assertThat(run.err()).contains("needs a token: give --token, or set RELEASE_LEDGER_TOKEN");
        }
    }

    @Test
    void whereNobodyAnswersItSaysSo() {
        Run run = verify("http://127.0.0.1:1/ledger");

        assertThat(run.code()).isEqualTo(3);
        assertThat(run.err()).contains("cannot be read: nothing answers");
    }
}

package dev.releaseledger.command.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileTargetTest {
    @TempDir
    Path folder;

    private Path file() {
        return folder.resolve("ledger.example_log.checkpoints");
    }

    private FileTarget target() {
        return new FileTarget(
                FileTarget.named(folder, "ledger.example/log"),
                Duration.ofHours(1),
                InstantSource.fixed(Instant.parse("2026-01-02T03:04:05.678Z")));
    }

    private String written() throws IOException {
        return Files.readString(file());
    }

    private static String record(Kept kept) {
        return "# kept 2026-01-02T03:04:05Z\n" + kept.note() + "\n";
    }

    @Test
    void checkpointsAreAppended_eachWithTheTimeAndAnEmptyLine() throws IOException {
        assertThat(target().give(Notes.of(3))).isEqualTo(new Reply.Taken());
        assertThat(target().give(Notes.of(7))).isEqualTo(new Reply.Taken());

        assertThat(written()).isEqualTo(record(Notes.of(3)) + record(Notes.of(7)));
    }

    @Test
    void whatTheFileHasIsNotWrittenAgain() throws IOException {
        Reply first = target().give(Notes.of(3));
        Reply again = target().give(Notes.of(3));

        assertThat(List.of(first, again)).containsOnly(new Reply.Taken());
        assertThat(written()).isEqualTo(record(Notes.of(3)));
        assertThat(target().lacks(3)).isFalse();
        assertThat(target().lacks(4)).isTrue();
    }

    @Test
    void whatACrashLeftHalfWrittenStays_andTheNextCheckpointBeginsOnALineOfItsOwn() throws IOException {
        assertThat(target().give(Notes.of(3))).isEqualTo(new Reply.Taken());
        String half = record(Notes.of(5)).substring(0, 60);
        Files.writeString(file(), half, StandardOpenOption.APPEND);

        assertThat(target().lacks(4)).isTrue();
        assertThat(target().give(Notes.of(7))).isEqualTo(new Reply.Taken());
        assertThat(written()).isEqualTo(record(Notes.of(3)) + half + "\n" + record(Notes.of(7)));
        assertThat(target().lacks(7)).isFalse();
    }

    @Test
    void aCheckpointThatWasCutInItsSignatureIsNotTakenForWhole() throws IOException {
        String whole = record(Notes.of(5));
        Files.writeString(file(), whole.substring(0, whole.length() - 20));

        assertThat(target().lacks(5)).isTrue();
    }

    @Test
    void aLedgerThatWentBackIsNotWrittenOver() throws IOException {
        assertThat(target().give(Notes.of(7))).isEqualTo(new Reply.Taken());

        assertThat(target().give(Notes.of(3)))
                .isEqualTo(new Reply.Refused("the file has a checkpoint of 7 entries, the ledger's last is of 3;"
                        + " was a backup restored?"));
        assertThat(target().give(Notes.of(7, "another tree")))
                .isEqualTo(new Reply.Refused("the file has another checkpoint of 7 entries"));
        assertThat(written()).isEqualTo(record(Notes.of(7)));
    }

    @Test
    void severalInstancesWriteEachCheckpointOnce() throws IOException {
        List<CompletableFuture<Reply>> replies = IntStream.range(0, 8)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> target().give(Notes.of(3))))
                .toList();

        assertThat(replies.stream().map(CompletableFuture::join))
                .allMatch(reply -> reply instanceof Reply.Taken || reply instanceof Reply.Failed)
                .contains(new Reply.Taken());
        assertThat(written()).isEqualTo(record(Notes.of(3)));
    }

    @Test
    void aFolderThatIsGoneMeansFailed() throws IOException {
        FileTarget target =
                new FileTarget(folder.resolve("gone/x.checkpoints"), Duration.ofHours(1), InstantSource.system());

        assertThat(target.give(Notes.of(3)))
                .isEqualTo(new Reply.Failed("the file cannot be written: NoSuchFileException", null));
    }
}

package dev.releaseledger.auditor.source;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.releaseledger.auditor.harness.SmallLedger;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class CheckpointFileTest {
    private final SmallLedger ledger = new SmallLedger().grow(12);
    private final String first = ledger.checkpoint(7).format();
    private final String second = ledger.checkpoint(12).format();

    private static String delivered(String note) {
        return "# kept 2026-03-02T08:00:00Z\n" + note + "\n";
    }

    @Test
    void whereverACrashCutsADelivery_theOtherIsKeptAndNoneIsFaulted() {
        byte[] cut = delivered(first).getBytes(UTF_8);
        for (int length = 1; length < cut.length - 2; length++) {
            // As the writer goes on: behind a newline, where what is there ends in none.
            byte[] left = Arrays.copyOf(cut, length);
            String text = new String(left, ISO_8859_1);
            byte[] next = ((text.endsWith("\n") ? "" : "\n") + delivered(second)).getBytes(UTF_8);
            byte[] whole = Arrays.copyOf(left, length + next.length);
            System.arraycopy(next, 0, whole, length, next.length);

            CheckpointFile kept = CheckpointFile.of(whole);

            assertThat(kept.newest()).as("cut at %d", length).isEqualTo(second.getBytes(UTF_8));
            assertThat(kept.notes().stream().filter(note -> !Arrays.equals(note, second.getBytes(UTF_8))))
                    .as("cut at %d", length)
                    .allMatch(note -> first.startsWith(new String(note, UTF_8).stripTrailing()));
        }
    }

    @Test
    void halfAMarkBehindANoteTakesItNotAway() {
        CheckpointFile kept = CheckpointFile.of((delivered(first) + "# ke\n" + delivered(second)).getBytes(UTF_8));

        assertThat(kept.notes()).containsExactly(first.getBytes(UTF_8), second.getBytes(UTF_8));
        assertThat(kept.cutShort()).isZero();
    }

    @Test
    void whatWasDamagedIsLeftToBeFaulted() {
        String damaged = first.replace("\n7\n", "\nx\n");

        CheckpointFile kept = CheckpointFile.of((delivered(damaged) + delivered(second)).getBytes(UTF_8));

        assertThat(kept.notes()).containsExactly(damaged.getBytes(UTF_8), second.getBytes(UTF_8));
        assertThat(kept.cutShort()).isZero();
    }
}

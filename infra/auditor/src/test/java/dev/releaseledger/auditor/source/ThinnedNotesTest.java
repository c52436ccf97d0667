package dev.releaseledger.auditor.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.releaseledger.auditor.harness.SmallLedger;
import org.junit.jupiter.api.Test;

class ThinnedNotesTest {
    private final SmallLedger ledger = new SmallLedger().grow(40);
    private final ThinnedNotes notes = new ThinnedNotes();

    private byte[] checkpoint(int size) {
        return ledger.checkpoint(size).format().getBytes(UTF_8);
    }

    @Test
    void ofEachDoublingTheNewestIsKept_andTheNewestOfAllIsTheLast() {
        for (int size = 1; size <= 40; size++) {
            notes.add(checkpoint(size));
        }

        assertThat(notes.notes())
                .containsExactly(
                        checkpoint(1), checkpoint(3), checkpoint(7), checkpoint(15), checkpoint(31), checkpoint(40));
        assertThat(notes.passedOver()).isEqualTo(34);
    }

    @Test
    void whatAnotherKeySignedIsKeptBesides_andWhatIsNoCheckpointOnce() {
        byte[] foreign =
                ledger.checkpoint(5, new SmallLedger().signer()).format().getBytes(UTF_8);
        notes.add("no note".getBytes(UTF_8));
        notes.add(foreign);
        notes.add(checkpoint(5));
        notes.add("none".getBytes(UTF_8));

        assertThat(notes.notes()).containsExactly(foreign, checkpoint(5), "none".getBytes(UTF_8));
        assertThat(notes.passedOver()).isEqualTo(1);
    }

    @Test
    void whatIsOvertakenByNoLargerTreeIsKept_andTheNewestIsTheLastStill() {
        byte[] other = ledger.with(2, ledger.entry(3)).checkpoint(20).format().getBytes(UTF_8);
        notes.add(checkpoint(20));
        notes.add(checkpoint(20));
        notes.add(other);
        notes.add(checkpoint(21));
        notes.add(checkpoint(17));

        assertThat(notes.notes()).containsExactly(checkpoint(20), checkpoint(21), checkpoint(17));
        assertThat(notes.passedOver()).isEqualTo(2);
    }
}

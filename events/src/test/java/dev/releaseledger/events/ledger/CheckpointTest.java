package dev.releaseledger.events.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CheckpointTest {
    private static final Hash ROOT = Rfc6962Vectors.ROOTS.get(8);

    @Test
    void theTextHasOneLineForOriginSizeAndRoot() {
        assertThat(new Checkpoint("example.com/ledger", 8, ROOT).text())
                .isEqualTo("example.com/ledger\n8\nXcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQyg=\n");
    }

    @Test
    void theExampleOfTheSpecificationIsRead() throws Malformed {
        SignedNote note = SignedNote.parse("""
                example.com/behind-the-sofa
                20852163
                CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

                \u2014 example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=
                """);

        assertThat(Checkpoint.parse(note.text()))
                .returns("example.com/behind-the-sofa", Checkpoint::origin)
                .returns(20852163L, Checkpoint::size)
                .returns(List.of(), Checkpoint::extensions);
    }

    @Test
    void aSignedCheckpointIsOpenedWithThePinnedKey() throws NotVerified {
        NoteSigner signer = NoteSigner.generate("example.com/ledger");
        Checkpoint checkpoint = new Checkpoint("example.com/ledger", 8, ROOT, List.of("an extension"));

        String note = checkpoint.sign(signer).format();

        assertThat(Checkpoint.open(note, "example.com/ledger", Set.of(signer.verifierKey())))
                .isEqualTo(checkpoint);
    }

    @Test
    void anotherKeyOfTheSameNameDoesNotOpenIt() throws NotVerified {
        NoteSigner signer = NoteSigner.generate("example.com/ledger");
        NoteSigner stranger = NoteSigner.generate("example.com/ledger");
        String note =
                new Checkpoint("example.com/ledger", 8, ROOT).sign(stranger).format();

        assertThatExceptionOfType(NoteRejected.class)
                .isThrownBy(() -> Checkpoint.open(note, "example.com/ledger", Set.of(signer.verifierKey())));
    }

    @Test
    void whateverElseTheKeySignedIsNoCheckpoint() throws Malformed {
        NoteSigner signer = NoteSigner.generate("example.com/ledger");
        String note = SignedNote.sign("example.com/ledger\nis a log\n", signer).format();

        assertThatExceptionOfType(Malformed.class)
                .isThrownBy(() -> Checkpoint.open(note, "example.com/ledger", Set.of(signer.verifierKey())));
    }

    @Test
    void whatCouldNotBeReadBackIsNoCheckpoint() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Checkpoint("", 8, ROOT));
        assertThatIllegalArgumentException().isThrownBy(() -> new Checkpoint("two\nlines", 8, ROOT));
        assertThatIllegalArgumentException().isThrownBy(() -> new Checkpoint("a\tb", 8, ROOT));
        assertThatIllegalArgumentException().isThrownBy(() -> new Checkpoint("origin", -1, ROOT));
        assertThatIllegalArgumentException().isThrownBy(() -> new Checkpoint("origin", 8, ROOT, List.of("")));
    }
}

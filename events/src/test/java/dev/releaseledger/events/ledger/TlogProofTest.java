package dev.releaseledger.events.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TlogProofTest {
    private static final Hash ENTRY_5 = Hash.leaf(Rfc6962Vectors.ENTRIES.get(5));
    private final Set<VerifierKey> known = Set.of(VerifierKey.parse(Fixtures.LOG_KEY));

    TlogProofTest() throws Malformed {}

    @Test
    void anIntactProofOpensItsCheckpoint() throws NotVerified {
        TlogProof proof = TlogProof.parse(Fixtures.text("intact/example.tlog-proof"));

        assertThat(proof.open(ENTRY_5, Fixtures.ORIGIN, known))
                .isEqualTo(new Checkpoint(Fixtures.ORIGIN, 8, Rfc6962Vectors.ROOTS.get(8)));
    }

    @Test
    void extraDataIsReadAndBelievedByNobody() throws NotVerified {
        TlogProof proof = TlogProof.parse(Fixtures.text("intact/extra-data.tlog-proof"));

        assertThat(proof.extra()).isEqualTo("b3BhcXVl");
        assertThat(proof.open(ENTRY_5, Fixtures.ORIGIN, known).size()).isEqualTo(8);
    }

    @Test
    void aMadeProofIsThatOfTheFixture() throws Malformed {
        InclusionProof inclusion = InclusionProof.of(5, 8, new MemoryHashes(Rfc6962Vectors.leaves(8)));
        SignedNote checkpoint = SignedNote.parse(Fixtures.text("intact/example.note"));

        assertThat(TlogProof.of(inclusion, checkpoint).format()).isEqualTo(Fixtures.text("intact/example.tlog-proof"));
    }

    @Test
    void theOnlyEntryOfALedgerNeedsNoHashes() throws NotVerified {
        NoteSigner signer = NoteSigner.generate("example.com/ledger");
        SignedNote checkpoint = new Checkpoint("example.com/ledger", 1, ENTRY_5).sign(signer);
        String text = new TlogProof("", 0, List.of(), checkpoint).format();

        assertThat(TlogProof.parse(text).open(ENTRY_5, "example.com/ledger", Set.of(signer.verifierKey())))
                .returns(1L, Checkpoint::size);
    }

    @Test
    void anotherEntryIsNotProven() throws Malformed {
        TlogProof proof = TlogProof.parse(Fixtures.text("intact/example.tlog-proof"));

        assertThatExceptionOfType(ProofFailed.class)
                .isThrownBy(() -> proof.open(Hash.leaf(new byte[] {1}), Fixtures.ORIGIN, known))
                .extracting(ProofFailed::fault)
                .isEqualTo(ProofFailed.Fault.ROOT);
    }

    @Test
    void anIndexBeyondTheTreeIsNotProven() throws Malformed {
        TlogProof proof = TlogProof.parse(
                Fixtures.text("intact/example.tlog-proof").replace("index 5", "index 9223372036854775807"));

        assertThatExceptionOfType(ProofFailed.class)
                .isThrownBy(() -> proof.open(ENTRY_5, Fixtures.ORIGIN, known))
                .extracting(ProofFailed::fault)
                .isEqualTo(ProofFailed.Fault.INDEX);
    }

    @Test
    void aProofUnderAnUnknownKeyIsNotBelieved() throws Malformed {
        TlogProof proof = TlogProof.parse(Fixtures.text("intact/example.tlog-proof"));
        Set<VerifierKey> witnessOnly = Set.of(VerifierKey.parse(Fixtures.WITNESS_KEY));

        assertThatExceptionOfType(NoteRejected.class)
                .isThrownBy(() -> proof.open(ENTRY_5, Fixtures.ORIGIN, witnessOnly));
        assertThatExceptionOfType(NoteRejected.class)
                .isThrownBy(() -> proof.open(ENTRY_5, "example.com/other", known))
                .extracting(NoteRejected::reason)
                .isEqualTo(NoteRejected.Reason.WRONG_ORIGIN);
    }

    @Test
    void whatCouldNotBeReadBackIsNoProof() throws Malformed {
        SignedNote checkpoint = SignedNote.parse(Fixtures.text("intact/example.note"));

        assertThatIllegalArgumentException().isThrownBy(() -> new TlogProof("***", 0, List.of(), checkpoint));
        assertThatIllegalArgumentException().isThrownBy(() -> new TlogProof("", -1, List.of(), checkpoint));
    }
}

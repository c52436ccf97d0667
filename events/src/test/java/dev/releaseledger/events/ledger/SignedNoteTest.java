package dev.releaseledger.events.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class SignedNoteTest {
    private final NoteSigner log = NoteSigner.generate("example.com/log");
    private final NoteSigner witness = NoteSigner.generate("witness.example");

    SignedNoteTest() throws Malformed {}

    @Example
    void theGoReferenceExampleVerifies() throws NotVerified {
        VerifierKey key = VerifierKey.parse(GoNoteExample.VERIFIER_KEY);
        SignedNote note = SignedNote.parse(GoNoteExample.NOTE);

        assertThat(note.verify(Set.of(key))).containsExactly(key);
        assertThat(note.text()).isEqualTo(GoNoteExample.TEXT);
        assertThat(note.format()).isEqualTo(GoNoteExample.NOTE);
    }

    @Example
    void theExampleOfTheSpecificationVerifies() throws NotVerified {
        VerifierKey key = VerifierKey.parse("example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k");
        SignedNote note = SignedNote.parse("This is an example message.\n\n\u2014 example.com/foo "
                + "Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n");

        assertThat(note.verify(Set.of(key))).containsExactly(key);
    }

    @Property(tries = 100)
    void whatWasSignedIsReadAndVerified(@ForAll("texts") String text) throws NotVerified {
        SignedNote signed = SignedNote.sign(text, log, witness);

        SignedNote read = SignedNote.parse(signed.format());

        assertThat(read).isEqualTo(signed).hasSameHashCodeAs(signed);
        assertThat(read.verify(List.of(witness.verifierKey(), log.verifierKey())))
                .containsExactly(log.verifierKey(), witness.verifierKey());
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings()
                .withCharRange(' ', '\ud7ff')
                .withChars('\n')
                .ofMaxLength(200)
                .map(text -> text + "\n");
    }

    @Property(tries = 300)
    void aFlippedBitAnywhereIsNoticed(@ForAll int where, @ForAll @IntRange(max = 7) int bit) throws Malformed {
        SignedNote signed = SignedNote.sign("origin\n8\nroot\n", log);
        byte[] bytes = signed.format().getBytes(StandardCharsets.UTF_8);
        bytes[Math.floorMod(where, bytes.length)] ^= (byte) (1 << bit);

        assertThatExceptionOfType(NotVerified.class)
                .isThrownBy(() -> SignedNote.parse(bytes).verify(Set.of(log.verifierKey())));
    }

    @Example
    void signaturesOfUnknownKeysSayNothing() throws NotVerified {
        SignedNote note = SignedNote.parse(Fixtures.text("intact/witnessed.note"));
        VerifierKey logKey = VerifierKey.parse(Fixtures.LOG_KEY);
        VerifierKey witnessKey = VerifierKey.parse(Fixtures.WITNESS_KEY);

        assertThat(note.signatures()).hasSize(3);
        assertThat(note.verify(Set.of(logKey))).containsExactly(logKey);
        assertThat(note.verify(Set.of(logKey, witnessKey))).containsExactly(logKey, witnessKey);
    }

    @Example
    void aKeyThatSharesOnlyItsNameIsUnknown() throws NotVerified {
        VerifierKey key = VerifierKey.parse(Fixtures.LOG_KEY);

        assertThat(SignedNote.parse(Fixtures.text("intact/same-name-other-key.note"))
                        .verify(Set.of(key)))
                .containsExactly(key);
    }

    @Example
    void nobodyIsBelievedWhereNoKeyIsPinned() {
        assertThatExceptionOfType(NoteRejected.class)
                .isThrownBy(() -> SignedNote.sign("text\n", log).verify(Set.of()))
                .extracting(NoteRejected::reason)
                .isEqualTo(NoteRejected.Reason.NO_KNOWN_SIGNATURE);
    }

    @Example
    void aWitnessAddsItsSignatureBelow() throws NotVerified {
        SignedNote note = SignedNote.sign("text\n", log).with(witness.sign("text\n"));

        assertThat(SignedNote.parse(note.format()).verify(Set.of(witness.verifierKey())))
                .containsExactly(witness.verifierKey());
        assertThat(note.format()).startsWith(SignedNote.sign("text\n", log).format());
    }

    @Example
    void aNoteIsCutOffAtItsLimits() throws NotVerified {
        NoteSignature signature = log.sign("text\n");
        List<NoteSignature> most = Collections.nCopies(SignedNote.MAX_SIGNATURES, signature);

        assertThat(SignedNote.parse(new SignedNote("text\n", most).format()).verify(Set.of(log.verifierKey())))
                .hasSize(1);
        assertThatExceptionOfType(Malformed.class)
                .isThrownBy(() -> SignedNote.parse(new byte[SignedNote.MAX_BYTES + 1]))
                .extracting(Malformed::fault)
                .isEqualTo(Malformed.Fault.TOO_LARGE);
    }

    @Example
    void whatCouldNotBeReadBackIsNotWritten() {
        NoteSignature signature = log.sign("text\n");

        assertThatIllegalArgumentException().isThrownBy(() -> new SignedNote("text", List.of(signature)));
        assertThatIllegalArgumentException().isThrownBy(() -> new SignedNote("", List.of(signature)));
        assertThatIllegalArgumentException().isThrownBy(() -> new SignedNote("a\tb\n", List.of(signature)));
        assertThatIllegalArgumentException().isThrownBy(() -> new SignedNote("\ud800\n", List.of(signature)));
        assertThatIllegalArgumentException().isThrownBy(() -> new SignedNote("text\n", List.of()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SignedNote("text\n", Collections.nCopies(101, signature)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SignedNote("x".repeat(SignedNote.MAX_BYTES) + "\n", List.of(signature)));
    }
}

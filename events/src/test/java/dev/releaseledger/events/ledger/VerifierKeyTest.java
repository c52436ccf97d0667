package dev.releaseledger.events.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VerifierKeyTest {
    @Test
    void theGoReferenceKeyIsReadAndWritten() throws Malformed {
        VerifierKey key = VerifierKey.parse(GoNoteExample.VERIFIER_KEY);

        assertThat(key.name()).isEqualTo("PeterNeumann");
        assertThat(key.keyId()).isEqualTo(0xc74f20a3);
        assertThat(key.format()).isEqualTo(GoNoteExample.VERIFIER_KEY);
    }

    @Test
    void aPlusSignInTheBase64DoesNotSplitTheKey() throws Malformed {
        String withPlus = "example.com/ledger+240bf63b+AQH09eT6ADFQLv8Vc3AJnNChE+GrkW2PEYeo6j3MvfTL";

        assertThat(VerifierKey.parse(withPlus).format()).isEqualTo(withPlus);
    }

    @Test
    void keysAreEqualByNameAndBytes() throws Malformed {
        VerifierKey key = VerifierKey.parse(GoNoteExample.VERIFIER_KEY);

        assertThat(new VerifierKey("PeterNeumann", key.publicKey()))
                .isEqualTo(key)
                .hasSameHashCodeAs(key);
        assertThat(new VerifierKey("AnotherName", key.publicKey())).isNotEqualTo(key);
    }

    @Test
    void theShownBytesDoNotChangeAKey() throws Malformed {
        VerifierKey key = VerifierKey.parse(GoNoteExample.VERIFIER_KEY);
        key.publicKey()[0] ^= 1;

        assertThat(key.format()).isEqualTo(GoNoteExample.VERIFIER_KEY);
    }
}

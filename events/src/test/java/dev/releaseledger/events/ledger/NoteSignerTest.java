package dev.releaseledger.events.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NoteSignerTest {
    /** The key of the RFC 8032 test vectors, section 7.1, test 1, as PKCS#8 (RFC 8410 section 7). */
    private static final String RFC_8032_TEST_1 =
            pem("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60");

    @Test
    void aPublicKeyIsDerivedAsInRfc8032() throws Malformed {
        NoteSigner signer = NoteSigner.fromPem("example.com/log", RFC_8032_TEST_1);

        assertThat(HexFormat.of().formatHex(signer.verifierKey().publicKey()))
                .isEqualTo("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");
    }

    @Test
    void anEmptyMessageIsSignedAsInRfc8032() throws Malformed {
        NoteSignature signature =
                NoteSigner.fromPem("example.com/log", RFC_8032_TEST_1).sign("");

        assertThat(HexFormat.of().formatHex(signature.bytes()))
                .isEqualTo(
                        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b4"
                                + "6bd25bf5f0595bbe24655141438e7a100b");
    }

    @Test
    void theGoReferenceExampleIsSignedByteForByte() throws Malformed {
        NoteSigner signer = NoteSigner.fromPem("PeterNeumann", GoNoteExample.PRIVATE_KEY_PEM);

        assertThat(signer.verifierKey().format()).isEqualTo(GoNoteExample.VERIFIER_KEY);
        assertThat(SignedNote.sign(GoNoteExample.TEXT, signer).format()).isEqualTo(GoNoteExample.NOTE);
    }

    @Test
    void aGeneratedKeySurvivesItsFile(@TempDir Path folder) throws Exception {
        NoteSigner generated = NoteSigner.generate("example.com/log");
        Path file = folder.resolve("signing-key.pem");
        Files.writeString(file, generated.toPem());

        NoteSigner loaded = NoteSigner.load("example.com/log", file);

        assertThat(loaded.verifierKey()).isEqualTo(generated.verifierKey());
        assertThat(SignedNote.sign("text\n", loaded).verify(Set.of(generated.verifierKey())))
                .containsExactly(generated.verifierKey());
    }

    @Test
    void everyGeneratedKeyIsAnother() throws Malformed {
        assertThat(NoteSigner.generate("example.com/log").verifierKey())
                .isNotEqualTo(NoteSigner.generate("example.com/log").verifierKey());
    }

    @Test
    void aSignerDoesNotShowItsPrivateKey() throws Malformed {
        String secret = RFC_8032_TEST_1.lines().toList().get(1);

        assertThat(NoteSigner.fromPem("example.com/log", RFC_8032_TEST_1).toString())
                .doesNotContain(secret)
                .contains("example.com/log");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-----BEGIN PRIVATE KEY-----",
                "-----BEGIN PRIVATE KEY-----\n-----END PRIVATE KEY-----\n",
                "-----BEGIN PRIVATE KEY-----\n%%%\n-----END PRIVATE KEY-----\n",
                "-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIJ1hsZ3v\n-----END PRIVATE KEY-----\n",
                "-----BEGIN ENCRYPTED PRIVATE KEY-----\nMC4CAQ==\n-----END ENCRYPTED PRIVATE KEY-----\n"
            })
    void whatIsNoPrivateKeyIsRefused(String pem) {
        assertThatExceptionOfType(Malformed.class)
                .isThrownBy(() -> NoteSigner.fromPem("example.com/log", pem))
                .extracting(Malformed::fault)
                .isEqualTo(Malformed.Fault.KEY_BYTES);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "two words", "a+b", "a\u00a0b", "a\u3000b", "a\tb", "a\nb", "a\u0085b"})
    void aNameThatNoKeyCanHaveIsRefused(String name) {
        assertThatExceptionOfType(Malformed.class)
                .isThrownBy(() -> NoteSigner.generate(name))
                .extracting(Malformed::fault)
                .isEqualTo(Malformed.Fault.KEY_NAME);
    }

    static String pem(String seedInHex) {
        byte[] der = HexFormat.of().parseHex("302e020100300506032b657004220420" + seedInHex);
        return "-----BEGIN PRIVATE KEY-----\n" + Base64.getEncoder().encodeToString(der)
                + "\n-----END PRIVATE KEY-----\n";
    }
}

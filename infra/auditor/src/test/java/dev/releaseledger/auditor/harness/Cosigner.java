package dev.releaseledger.auditor.harness;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.releaseledger.events.ledger.Cosignature;
import dev.releaseledger.events.ledger.NotVerified;
import dev.releaseledger.events.ledger.SignedNote;
import dev.releaseledger.events.ledger.WitnessKey;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Arrays;
import java.util.Base64;

/** A witness that cosigns whatever it is given, by the letter of C2SP tlog-cosignature. */
public final class Cosigner {
    private static final long SECONDS = 1_772_438_400;

    private final KeyPair pair;
    private final WitnessKey key;

    public Cosigner(String name) {
        try {
            pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            byte[] encoded = pair.getPublic().getEncoded();
            key = new WitnessKey(name, Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length));
        } catch (GeneralSecurityException | NotVerified e) {
            throw new IllegalStateException(e);
        }
    }

    /** The key to pin. */
    public String key() {
        return key.format();
    }

    /** The note with its line below it. */
    public SignedNote cosign(SignedNote note) {
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(pair.getPrivate());
            signature.update(("cosignature/v1\ntime " + SECONDS + "\n" + note.text()).getBytes(UTF_8));
            byte[] identified = ByteBuffer.allocate(4 + 8 + 64)
                    .putInt(key.keyId())
                    .putLong(SECONDS)
                    .put(signature.sign())
                    .array();
            String line = "\u2014 " + key.name() + " " + Base64.getEncoder().encodeToString(identified) + "\n";
            return note.with(Cosignature.parseLines(line).getFirst());
        } catch (GeneralSecurityException | NotVerified e) {
            throw new IllegalStateException(e);
        }
    }
}

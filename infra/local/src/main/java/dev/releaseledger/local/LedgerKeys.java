package dev.releaseledger.local;

import dev.releaseledger.events.ledger.Malformed;
import dev.releaseledger.events.ledger.NoteSigner;
import dev.releaseledger.events.ledger.VerifierKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * The keys that sign this data folder's ledger: the files {@code secrets/signing-key*.pem}, each of which signs, and {@code
 * secrets/retired-keys}, the verifier keys of those that did. The services read them when they start.
 */
final class LedgerKeys {
    private static final String FIRST = "signing-key.pem";
    private static final String RETIRED = "retired-keys";

    private final Secrets secrets;
    private final String origin;

    LedgerKeys(Secrets secrets, String origin) {
        this.secrets = secrets;
        this.origin = origin;
    }

    /** The files of the keys that sign, at least one; the first is made where it is missing. */
    synchronized List<Path> files() {
        secrets.text(FIRST, () -> generate().toPem());
        List<Path> files = new ArrayList<>(List.of(secrets.file(FIRST)));
        try (Stream<Path> all = Files.list(secrets.folder())) {
            all.filter(file -> file.getFileName().toString().matches("signing-key-[0-9a-f]{8}\\.pem"))
                    .sorted()
                    .forEach(files::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }

    /** The keys that sign. */
    List<VerifierKey> signing() {
        return files().stream().map(this::verifierKey).toList();
    }

    /** The keys that signed and do no more. */
    List<VerifierKey> retired() {
        Path file = secrets.file(RETIRED);
        if (!Files.exists(file)) {
            return List.of();
        }
        List<VerifierKey> retired = new ArrayList<>();
        try {
            for (String line : Files.readAllLines(file)) {
                retired.add(VerifierKey.parse(line.strip()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (Malformed e) {
            throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
        }
        return retired;
    }

    /** All of them: what readers of the ledger pin. */
    List<VerifierKey> pinned() {
        return Stream.concat(signing().stream(), retired().stream()).toList();
    }

    /** Makes another key that signs beside the others. */
    VerifierKey add() {
        NoteSigner signer = generate();
        List<Path> before = files();
        String name = "signing-key-" + id(signer.verifierKey()) + ".pem";
        secrets.text(name, signer::toPem);
        if (files().size() != before.size() + 1) {
            throw new IllegalStateException("the key " + name + " was there already");
        }
        return signer.verifierKey();
    }

    /**
     * Lets a key sign no more and destroys it; its signatures stay believed.
     *
     * @throws IllegalArgumentException when no key of this id signs, or it is the only one
     */
    VerifierKey retire(String id) {
        List<Path> files = files();
        Path old = files.stream()
                .filter(file -> id(verifierKey(file)).equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No key " + id + " signs"));
        if (files.size() == 1) {
            throw new IllegalArgumentException("The key " + id + " is the only one that signs: make another first");
        }
        VerifierKey key = verifierKey(old);
        try {
            Files.writeString(
                    secrets.file(RETIRED),
                    key.format() + "\n",
                    StandardCharsets.UTF_8,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
            Files.delete(old);
            if (old.equals(secrets.file(FIRST))) {
                Files.move(files.get(1), old);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return key;
    }

    static String id(VerifierKey key) {
        return HexFormat.of().toHexDigits(key.keyId());
    }

    private VerifierKey verifierKey(Path file) {
        try {
            return NoteSigner.load(origin, file).verifierKey();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (Malformed e) {
            throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
        }
    }

    private NoteSigner generate() {
        try {
            return NoteSigner.generate(origin);
        } catch (Malformed e) {
            throw new IllegalStateException(e);
        }
    }
}

package dev.releaseledger.events.ledger;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Files of signed texts, proofs, tiles and their paths. Those that are corrupt are named {@code <fault>[.<how>].<kind>}: adding such a file adds a
 * test. They are made from the intact ones, whose keys were made for them and sign nothing else.
 */
final class Fixtures {
    static final String ORIGIN = "example.com/ledger";

    static final String LOG_KEY = "example.com/ledger+188fe94f+AT7OXcFJD9BDi7rtT7bDGUz4xXsQxZpIUXxUWsVBa4Xk";

    static final String WITNESS_KEY = "witness.example+d019e61d+AWG3op9v3HIXXDPBmFc/0CioJHhGCXc+pyvvFPlBZdYO";

    /** The witness that cosigned the checkpoints in {@code *.cosigned}. */
    static final String COSIGNER_KEY = "witness.example/w1+9a17eced+BOmxOiBJjh3evOxnLnseY67IaKQJescH7GFNVqZZfB4j";

    private Fixtures() {}

    static List<String> intact(String kind) {
        return names("intact").filter(name -> name.endsWith(kind)).toList();
    }

    static Stream<String> names(String folder) {
        try (Stream<Path> files = Files.list(path(folder))) {
            return files.map(file -> folder + "/" + file.getFileName()).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] bytes(String name) {
        try {
            return Files.readAllBytes(path(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String text(String name) {
        return new String(bytes(name), StandardCharsets.UTF_8);
    }

    /** The fault that a corrupt file is named after, in the spelling of an enum. */
    static String fault(String name) {
        String file = name.substring(name.indexOf('/') + 1);
        return file.substring(0, file.indexOf('.')).replace('-', '_').toUpperCase(Locale.ROOT);
    }

    /** Reads a file by the kind that its name says, and writes it again; the names of tiles say their widths too. */
    static byte[] reread(String name) throws NotVerified {
        return switch (name.substring(name.lastIndexOf('.'))) {
            case ".note" -> utf8(SignedNote.parse(bytes(name)).format());
            case ".checkpoint" -> utf8(Checkpoint.parse(text(name)).text());
            case ".vkey" -> utf8(VerifierKey.parse(text(name)).format());
            case ".wkey" -> utf8(WitnessKey.parse(text(name)).format());
            case ".cosigned" -> utf8(cosigned(SignedNote.parse(bytes(name))).format());
            case ".tlog-proof" -> utf8(TlogProof.parse(text(name)).format());
            case ".path" -> utf8(TilePath.parse(text(name)).path());
            case ".tile" -> {
                HashTile tile = new HashTile(0, 0, width(name));
                yield tile.encode(tile.decode(bytes(name)));
            }
            case ".bundle" -> {
                EntryBundle bundle = new EntryBundle(0, width(name));
                yield bundle.encode(bundle.decode(bytes(name)));
            }
            default -> throw new IllegalArgumentException("a fixture of an unknown kind: " + name);
        };
    }

    private static SignedNote cosigned(SignedNote note) throws NotVerified {
        Cosignature.verify(note.text(), note.signatures(), Set.of(WitnessKey.parse(COSIGNER_KEY)));
        return note;
    }

    private static int width(String name) {
        String[] parts = name.split("\\.");
        return Integer.parseInt(parts[parts.length - 2]);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Path path(String name) {
        try {
            return Path.of(Objects.requireNonNull(Fixtures.class.getResource(name), name)
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}

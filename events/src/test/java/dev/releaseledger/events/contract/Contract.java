package dev.releaseledger.events.contract;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.releaseledger.events.envelope.EventType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The files of the contract, in the source tree. */
final class Contract {
    static final Path GOLDEN = Path.of("src/test/resources/golden");

    static final Path SCHEMAS = Path.of("src/main/resources/schemas");

    static final Path CATALOG = Path.of("CATALOG.md");

    static final Path SOURCES = Path.of("src/main/java/dev/releaseledger/events");

    static final String HOW_TO_WRITE = "Where the difference is meant, write the file with"
            + " `mvn -pl events test -Dtest='*ContractTest' -Dcontract.write=true` and look at what changed."
            + " Whatever was published before must stay as it was: a new shape is a new version.";

    private Contract() {}

    /** Whether to write what is checked in instead of comparing with it. */
    static boolean isToBeWritten() {
        return Boolean.getBoolean("contract.write");
    }

    /** {@code <family>/<name>.v<version>.json}. */
    static String fileOf(EventType type) {
        String name = type.name().substring("dev.releaseledger.".length());
        int dot = name.indexOf('.');
        return name.substring(0, dot) + "/" + name.substring(dot + 1) + ".json";
    }

    static String read(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void write(Path file, String text) {
        write(file, text.getBytes(UTF_8));
    }

    static void write(Path file, byte[] bytes) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

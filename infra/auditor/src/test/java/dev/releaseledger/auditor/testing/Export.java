package dev.releaseledger.auditor.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.releaseledger.auditor.Auditor;
import dev.releaseledger.events.ledger.Malformed;
import dev.releaseledger.events.ledger.NoteSigner;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.GZIPOutputStream;

/** A told ledger as an export that tests may tamper with, and its checkpoints. */
public final class Export {
    public static final String ORIGIN = "ledger.example/told";

    private final List<byte[]> entries = new ArrayList<>();
    private final ToldLedger ledger = new ToldLedger(ORIGIN, entries::add);
    private final NoteSigner signer;
    private String checkpoint = "";

    private Export(NoteSigner signer) {
        this.signer = signer;
    }

    /** A key of the ledger. */
    public static NoteSigner key() {
        try {
            return NoteSigner.generate(ORIGIN);
        } catch (Malformed e) {
            throw new IllegalStateException(e);
        }
    }

    /** What was told, signed with this key at its end. */
    public static Export of(NoteSigner signer, Consumer<ToldLedger> told) {
        return new Export(signer).and(told);
    }

    /** What was told after that, signed again. */
    public Export and(Consumer<ToldLedger> told) {
        told.accept(ledger);
        checkpoint = ledger.checkpoint(signer);
        return this;
    }

    /** The entries; tests change this list. */
    public List<byte[]> entries() {
        return entries;
    }

    /** The checkpoint of what was told last. */
    public String checkpoint() {
        return checkpoint;
    }

    /** Replaces text in one entry. */
    public Export with(int position, String old, String other) {
        String entry = new String(entries.get(position), UTF_8);
        if (!entry.contains(old)) {
            throw new IllegalArgumentException(entry + " does not contain " + old);
        }
        entries.set(position, entry.replace(old, other).getBytes(UTF_8));
        return this;
    }

    /** Writes it with its checkpoint beside it. */
    public Path in(Path directory) throws IOException {
        Path file = directory.resolve("export.ndjson");
        Files.write(file, bytes());
        Files.writeString(directory.resolve("export.ndjson.checkpoint"), checkpoint);
        return file;
    }

    /** Writes it compressed, with its checkpoint beside it. */
    public Path zippedIn(Path directory) throws IOException {
        Path file = directory.resolve("export.ndjson.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(bytes());
        }
        Files.writeString(directory.resolve("export.ndjson.gz.checkpoint"), checkpoint);
        return file;
    }

    /** The entries, one a line. */
    public byte[] bytes() {
        return lines(entries);
    }

    /** These entries, one a line. */
    public static byte[] lines(List<byte[]> entries) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] entry : entries) {
            all.writeBytes(entry);
            all.write('\n');
        }
        return all.toByteArray();
    }

    /** What a run of the auditor came to. */
    public record Run(int code, String out, String err) {}

    /** Runs the auditor. */
    public static Run run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Auditor.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
        return new Run(code, out.toString(), err.toString());
    }
}

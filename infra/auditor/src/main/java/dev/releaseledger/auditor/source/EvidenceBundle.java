package dev.releaseledger.auditor.source;

import dev.releaseledger.events.envelope.EntryJson;
import dev.releaseledger.events.ledger.Hash;
import dev.releaseledger.events.ledger.InclusionProof;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Evidence as {@code evidence.zip} holds it: some entries of a ledger in ascending order, each with a proof that it is
 * included in the ledger of the bundle's checkpoint. There are gaps between them, and what the bundle says of itself, its
 * keys among it, is a claim.
 */
public final class EvidenceBundle implements EntrySource {
    /** The layout that this reads. */
    public static final String FORMAT = "release-ledger-evidence/1";

    /** What each of its files says. */
    public static final String MANIFEST = "manifest.json";

    public static final String CHECKPOINT = "checkpoint";
    public static final String KEYS = "keys";
    public static final String ENTRIES = "entries.ndjson";
    public static final String PROOFS = "proofs.ndjson";

    /** Everything that is read whole is small; what claims otherwise is not read. */
    private static final long MOST_BYTES = 64L << 20;

    private final Path file;
    private final ZipFile zip;

    /**
     * Opens a bundle.
     *
     * @throws IOException if it is no zip, or there is none
     */
    public EvidenceBundle(Path file) throws IOException {
        this.file = file;
        this.zip = new ZipFile(file.toFile());
    }

    /** An entry's claimed position and its proof, of which nothing is verified. */
    public record Proof(long position, List<Hash> hashes) {
        /** Copies the hashes. */
        public Proof {
            hashes = List.copyOf(hashes);
        }

        /** The proof for a tree of this size. */
        public InclusionProof in(long size) {
            return new InclusionProof(position, size, hashes);
        }
    }

    /** Takes the bundle's entries, each with its proof. */
    @FunctionalInterface
    public interface ProvenSink {
        /** Takes one entry, whose bytes are there during this call alone; returns whether to go on. */
        boolean entry(Proof proof, byte[] buffer, int offset, int length);
    }

    @Override
    public String name() {
        return file.toString();
    }

    @Override
    public OptionalLong size() {
        return OptionalLong.empty();
    }

    @Override
    public boolean grows() {
        return false;
    }

    @Override
    public void read(long from, EntrySink sink) throws IOException {
        read((proof, buffer, offset, length) ->
                proof.position() < from || sink.entry(proof.position(), buffer, offset, length));
    }

    /**
     * Reads entries with their proofs until they end or the sink has enough.
     *
     * @throws IOException where they cannot be read, or are not as many as the proofs
     */
    public void read(ProvenSink sink) throws IOException {
        try (Lines entries = new Lines(open(ENTRIES), name() + "!" + ENTRIES);
                Lines proofs = new Lines(open(PROOFS), name() + "!" + PROOFS)) {
            while (entries.next()) {
                if (!proofs.next()) {
                    throw new IOException(
                            name() + ": line " + entries.number() + " of " + ENTRIES + " has no proof in " + PROOFS);
                }
                if (!sink.entry(proof(proofs), entries.buffer(), entries.from(), entries.length())) {
                    return;
                }
            }
            if (proofs.next()) {
                throw new IOException(
                        name() + ": line " + proofs.number() + " of " + PROOFS + " has no entry in " + ENTRIES);
            }
        }
    }

    private Proof proof(Lines line) throws IOException {
        try {
            JsonNode json = EntryJson.mapper().readTree(line.buffer(), line.from(), line.length());
            List<Hash> hashes = new ArrayList<>();
            for (JsonNode hash : json.required("hashes")) {
                hashes.add(new Hash(Base64.getDecoder().decode(hash.asString())));
            }
            return new Proof(json.required("position").longValue(), hashes);
        } catch (JacksonException | IllegalArgumentException e) {
            throw new IOException(
                    name() + ": line " + line.number() + " of " + PROOFS + " is not a proof: " + e.getMessage(), e);
        }
    }

    /** The names of its files, in the order of the zip. */
    public List<String> files() {
        return Collections.list(zip.entries()).stream().map(ZipEntry::getName).toList();
    }

    /** A file's bytes; empty where there is none of this name. */
    public Optional<byte[]> file(String called) throws IOException {
        ZipEntry entry = zip.getEntry(called);
        if (entry == null) {
            return Optional.empty();
        }
        try (InputStream in = zip.getInputStream(entry)) {
            byte[] bytes = in.readNBytes((int) MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw new IOException(name() + "!" + called + " has more than " + MOST_BYTES + " bytes");
            }
            return Optional.of(bytes);
        }
    }

    /**
     * A file's bytes, however many.
     *
     * @throws IOException where there is none of this name
     */
    public InputStream open(String called) throws IOException {
        ZipEntry entry = zip.getEntry(called);
        if (entry == null) {
            throw new IOException(name() + " has no " + called + "; is it an evidence bundle?");
        }
        return zip.getInputStream(entry);
    }

    @Override
    public List<byte[]> checkpoints() throws IOException {
        return file(CHECKPOINT).map(List::of).orElse(List.of());
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}

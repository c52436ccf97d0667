package dev.releaseledger.query.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.releaseledger.events.ledger.Hash;
import dev.releaseledger.events.ledger.HashSource;
import dev.releaseledger.events.ledger.InclusionProof;
import dev.releaseledger.events.ledger.VerifierKey;
import dev.releaseledger.events.policy.PolicyBook;
import dev.releaseledger.events.policy.PolicyDocument;
import dev.releaseledger.events.policy.PolicyState;
import dev.releaseledger.events.policy.ReleasePolicy;
import dev.releaseledger.query.dora.DeliveryFigures;
import dev.releaseledger.query.entry.Entries;
import dev.releaseledger.query.entry.EntryRow;
import dev.releaseledger.query.generation.Generations;
import dev.releaseledger.query.ledger.LedgerTree;
import dev.releaseledger.query.ledger.ServedCheckpoint;
import dev.releaseledger.query.policy.PolicyStream;
import dev.releaseledger.query.policy.ProductPolicies;
import dev.releaseledger.query.settings.PinnedKeys;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Writes a bundle as it is sent: a bounded number of entries and proofs is in memory at a time, whatever its size. */
@Component
final class EvidenceBundle {
    private static final String FORMAT = "release-ledger-evidence/1";

    /** Few enough that even the largest entries take little memory. */
    private static final int ENTRIES_AT_A_TIME = 200;

    /** Each such batch reads the upper tiles once. */
    private static final int PROOFS_AT_A_TIME = 500;

    private final Generations generations;
    private final Entries entries;
    private final ProductPolicies policies;
    private final LedgerTree tree;
    private final PinnedKeys pinned;
    private final ReportHtml report;
    private final JsonMapper json;

    EvidenceBundle(
            Generations generations,
            Entries entries,
            ProductPolicies policies,
            LedgerTree tree,
            PinnedKeys pinned,
            ReportHtml report,
            JsonMapper json) {
        this.generations = generations;
        this.entries = entries;
        this.policies = policies;
        this.tree = tree;
        this.pinned = pinned;
        this.report = report;
        this.json = json;
    }

    /**
     * What a bundle holds.
     *
     * @param origin the ledger's name
     * @param checkpoint in whose tree every entry is
     * @param figures what the report says of the product's deliveries
     */
    record Contents(
            Scope scope,
            String origin,
            ServedCheckpoint checkpoint,
            Selection.Found found,
            DeliveryFigures.Told figures,
            Instant generatedAt) {}

    /**
     * What a bundle says of itself.
     *
     * @param size the ledger's size at the checkpoint
     * @param root the root of its tree, in base64
     * @param entries how many there are here
     * @param files the SHA-256 of every other file, in hex
     */
    @JsonPropertyOrder({"format", "origin", "size", "root", "scope", "entries", "generatedAt", "files"})
    record Manifest(
            String format,
            String origin,
            long size,
            String root,
            Scope scope,
            long entries,
            Instant generatedAt,
            Map<String, String> files) {}

    /** A line of the file of proofs. */
    @JsonPropertyOrder({"position", "hashes"})
    record ProofLine(long position, List<String> hashes) {}

    /** Writes it whole; what fails half way leaves no zip behind. */
    void write(Contents contents, OutputStream out) throws IOException {
        ZipFiles zip = new ZipFiles(new BufferedOutputStream(out, 1 << 16), contents.generatedAt());
        try {
            add(contents, zip);
            zip.finish();
        } finally {
            zip.release();
        }
    }

    private void add(Contents contents, ZipFiles zip) throws IOException {
        zip.add("README.md", readme(contents));
        zip.add("checkpoint", contents.checkpoint().note().format());
        zip.add("keys", pinned.text());
        for (ReleasePolicy policy : versions(contents)) {
            zip.add(
                    "policies/" + contents.scope().product() + "-v" + policy.version() + ".json",
                    PolicyDocument.write(policy).toPrettyString() + "\n");
        }
        zip.add("entries.ndjson", file -> writeEntries(contents, file));
        zip.add("proofs.ndjson", file -> writeProofs(contents, file));
        zip.add("report.html", file -> report.write(contents, file));
        zip.add(
                "manifest.json",
                json.writerWithDefaultPrettyPrinter().writeValueAsString(manifest(contents, zip)) + "\n");
    }

    private void writeEntries(Contents contents, OutputStream file) throws IOException {
        long[] positions = contents.found().entries().after(-1, ENTRIES_AT_A_TIME);
        while (positions.length > 0) {
            // Another generation may answer by now; positions mean the same in every one.
            for (EntryRow row : entries.at(generations.active(), positions)) {
                file.write(row.bytes());
                file.write('\n');
            }
            positions = contents.found().entries().after(positions[positions.length - 1], ENTRIES_AT_A_TIME);
        }
    }

    private void writeProofs(Contents contents, OutputStream file) throws IOException {
        long size = contents.checkpoint().size();
        long[] positions = contents.found().entries().after(-1, PROOFS_AT_A_TIME);
        while (positions.length > 0) {
            HashSource hashes = tree.at(generations.active(), size);
            for (long position : positions) {
                InclusionProof proof = InclusionProof.of(position, size, hashes);
                file.write(json.writeValueAsBytes(new ProofLine(
                        position, proof.hashes().stream().map(Hash::toBase64).toList())));
                file.write('\n');
            }
            positions = contents.found().entries().after(positions[positions.length - 1], PROOFS_AT_A_TIME);
        }
    }

    private List<ReleasePolicy> versions(Contents contents) {
        PolicyStream known = policies.asOf(
                generations.active(),
                contents.scope().product(),
                contents.checkpoint().size() - 1);
        return Stream.concat(
                        Stream.of(PolicyBook.defaultPolicy()),
                        known.state().published().stream().map(PolicyState.Published::policy))
                .toList();
    }

    private Manifest manifest(Contents contents, ZipFiles zip) {
        ServedCheckpoint checkpoint = contents.checkpoint();
        return new Manifest(
                FORMAT,
                contents.origin(),
                checkpoint.size(),
                checkpoint.root().toBase64(),
                contents.scope(),
                contents.found().entries().count(),
                contents.generatedAt(),
                new TreeMap<>(zip.digests()));
    }

    private String readme(Contents contents) throws IOException {
        String text;
        try (InputStream in = Objects.requireNonNull(EvidenceBundle.class.getResourceAsStream("/evidence/README.md"))) {
            text = new String(in.readAllBytes(), UTF_8);
        }
        return text.replace("{about}", contents.scope().title())
                .replace("{origin}", contents.origin())
                .replace("{size}", Long.toString(contents.checkpoint().size()))
                .replace("{generatedAt}", contents.generatedAt().toString())
                .replace("{contents}", contents.scope().contents())
                .replace(
                        "{keyExample}",
                        pinned.keys().stream()
                                .findFirst()
                                .map(VerifierKey::format)
                                .orElse("name+id+key"));
    }
}

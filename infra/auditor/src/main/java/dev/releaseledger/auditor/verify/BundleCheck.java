package dev.releaseledger.auditor.verify;

import dev.releaseledger.auditor.report.Fault;
import dev.releaseledger.auditor.report.Fault.EntryKind;
import dev.releaseledger.auditor.report.Fault.LedgerKind;
import dev.releaseledger.auditor.source.ClaimedPosition;
import dev.releaseledger.auditor.source.EvidenceBundle;
import dev.releaseledger.events.envelope.EntryJson;
import dev.releaseledger.events.ledger.Checkpoint;
import dev.releaseledger.events.ledger.Hash;
import dev.releaseledger.events.ledger.ProofFailed;
import dev.releaseledger.events.policy.PolicyDocument;
import dev.releaseledger.events.policy.ReleasePolicy;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Checks an evidence bundle: every file is the one that the manifest names, every entry is included in the ledger of its
 * checkpoint, and what can be decided again by its entries was decided by the rules. The manifest and the keys in it are
 * claims of whoever made it; only the checkpoint, signed by a key that was pinned elsewhere, is not.
 */
final class BundleCheck {
    private static final Pattern POLICY = Pattern.compile("policies/(.+)-v([1-9][0-9]{0,8})\\.json");

    /** Parts of letters, digits and a few marks with single slashes between, none of them dots alone. */
    private static final Pattern PLAIN = Pattern.compile("(?!\\.{1,2}(/|$))[\\w.-]+(/(?!\\.{1,2}(/|$))[\\w.-]+)*");

    private final EvidenceBundle bundle;
    private final Findings findings;
    private final @Nullable Entries entries;
    private final @Nullable History history;
    private long count;
    private long last = -1;

    /**
     * @param entries reads them as what they claim to be; null where hashes are all that is asked for
     * @param history what they come to; null in that case too
     */
    BundleCheck(EvidenceBundle bundle, Findings findings, @Nullable Entries entries, @Nullable History history) {
        this.bundle = bundle;
        this.findings = findings;
        this.entries = entries;
        this.history = history;
    }

    /**
     * Checks it all.
     *
     * @param checkpoint the bundle's own, believed because of a pinned key
     * @throws IOException where it cannot be read to its end; what was found up to there is found
     */
    void check(Checkpoint checkpoint) throws IOException {
        JsonNode manifest = manifest();
        digests(manifest.path("files"));
        compare(manifest, checkpoint);
        bundle.read((proof, buffer, offset, length) -> {
            entry(proof, buffer, offset, length, checkpoint);
            return !findings.enough();
        });
        if (history != null) {
            policies(history);
        }
        if (!findings.enough()) {
            require("entries", manifest.path("entries").asString(""), Long.toString(count));
        }
    }

    /** How many entries were read. */
    long count() {
        return count;
    }

    private void entry(EvidenceBundle.Proof proof, byte[] buffer, int offset, int length, Checkpoint checkpoint) {
        long position = proof.position();
        long claimed = ClaimedPosition.of(buffer, offset, length);
        if (claimed != position) {
            findings.fault(position, EntryKind.POSITION, "the entry of position " + position, "that of " + claimed);
        }
        if (position <= last) {
            findings.fault(position, EntryKind.POSITION, "a position after " + last, "position " + position);
        }
        last = position;
        count++;
        try {
            proof.in(checkpoint.size()).verify(Hash.leaf(buffer, offset, length), checkpoint.root());
        } catch (ProofFailed e) {
            findings.fault(position, EntryKind.PROOF, e.expected() + " (" + e.fault() + ")", e.actual());
        }
        if (entries != null) {
            entries.entry(position, Arrays.copyOfRange(buffer, offset, offset + length));
        }
    }

    /** The documents of policies are those that the entries published. */
    private void policies(History judged) throws IOException {
        for (String file : bundle.files()) {
            Matcher named = POLICY.matcher(file);
            if (!named.matches()) {
                continue;
            }
            Optional<ReleasePolicy> published =
                    judged.policies().of(named.group(1)).version(Integer.parseInt(named.group(2)));
            if (published.isEmpty()) {
                findings.undecided("documents of policy versions whose publication the bundle does not hold");
                continue;
            }
            JsonNode expected = PolicyDocument.write(published.get());
            if (!expected.equals(json(file))) {
                findings.fault(new Fault.OfLedger(
                        LedgerKind.MANIFEST, file + " as its entry published it", "another document"));
            }
        }
    }

    private JsonNode json(String file) throws IOException {
        try {
            return EntryJson.mapper().readTree(bundle.file(file).orElse(new byte[0]));
        } catch (JacksonException e) {
            throw new IOException(bundle.name() + "!" + file + " is not JSON: " + e.getMessage(), e);
        }
    }

    private JsonNode manifest() throws IOException {
        if (!bundle.files().contains(EvidenceBundle.MANIFEST)) {
            throw new IOException(bundle.name() + " has no " + EvidenceBundle.MANIFEST + "; is it an evidence bundle?");
        }
        JsonNode manifest = json(EvidenceBundle.MANIFEST);
        String format = manifest.path("format").asString("");
        if (!format.equals(EvidenceBundle.FORMAT)) {
            throw new IOException(
                    bundle.name() + " has format \"" + format + "\"; this auditor reads " + EvidenceBundle.FORMAT);
        }
        return manifest;
    }

    /** Every file but the manifest itself is named in it, and is the one that it names. */
    private void digests(JsonNode named) throws IOException {
        Map<String, String> expected = new HashMap<>();
        named.properties()
                .forEach(file -> expected.put(file.getKey(), file.getValue().asString("")));
        Set<String> all = new TreeSet<>(expected.keySet());
        List<String> files = bundle.files();
        names(files);
        all.addAll(files);
        all.remove(EvidenceBundle.MANIFEST);
        for (String file : all) {
            String digest = expected.get(file);
            String actual = files.contains(file) ? sha256(file) : "no such file";
            if (!actual.equals(digest)) {
                findings.fault(new Fault.OfLedger(
                        LedgerKind.MANIFEST, file + " with SHA-256 " + (digest == null ? "named" : digest), actual));
            }
        }
    }

    /**
     * Programs that unpack a zip do not agree on which of two members of one name they take, nor on where a name leads that is
     * not plain: what is checked here has to be what others see.
     */
    private void names(List<String> files) {
        Set<String> before = new HashSet<>();
        for (String file : files) {
            if (!before.add(file.toLowerCase(Locale.ROOT))) {
                findings.fault(
                        new Fault.OfLedger(LedgerKind.MANIFEST, "one member called " + file, "several of this name"));
            }
            if (!PLAIN.matcher(file).matches()) {
                findings.fault(new Fault.OfLedger(
                        LedgerKind.MANIFEST, "members with plain names, in folders of this one", file));
            }
        }
    }

    private String sha256(String file) throws IOException {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
        byte[] buffer = new byte[1 << 16];
        try (InputStream in = bundle.open(file)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private void compare(JsonNode manifest, Checkpoint checkpoint) {
        require("origin", manifest.path("origin").asString(""), checkpoint.origin());
        require("size", manifest.path("size").asString(""), Long.toString(checkpoint.size()));
        require("root", manifest.path("root").asString(""), checkpoint.root().toBase64());
    }

    private void require(String what, String claimed, String actual) {
        if (!claimed.equals(actual)) {
            findings.fault(new Fault.OfLedger(
                    LedgerKind.MANIFEST, what + " " + actual, what + " " + claimed + " in the manifest"));
        }
    }
}

package dev.releaseledger.auditor.verify;

import static dev.releaseledger.auditor.testing.ToldPerson.OLE;
import static dev.releaseledger.auditor.testing.ToldPerson.PAULA;
import static dev.releaseledger.auditor.testing.ToldPerson.ROSA;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.releaseledger.auditor.source.EvidenceBundle;
import dev.releaseledger.auditor.testing.Export;
import dev.releaseledger.auditor.testing.Export.Run;
import dev.releaseledger.auditor.testing.ToldRelease;
import dev.releaseledger.events.envelope.EntryJson;
import dev.releaseledger.events.environment.RunningVersion;
import dev.releaseledger.events.environment.VersionTookOver;
import dev.releaseledger.events.flag.FlagDefined;
import dev.releaseledger.events.flag.FlagLinked;
import dev.releaseledger.events.flag.FlagValueType;
import dev.releaseledger.events.flag.FlagVariant;
import dev.releaseledger.events.incident.IncidentLink;
import dev.releaseledger.events.incident.IncidentOpened;
import dev.releaseledger.events.incident.IncidentOrigin;
import dev.releaseledger.events.incident.Severity;
import dev.releaseledger.events.ledger.Frontier;
import dev.releaseledger.events.ledger.Hash;
import dev.releaseledger.events.ledger.InclusionProof;
import dev.releaseledger.events.ledger.NoteSigner;
import dev.releaseledger.events.policy.FlagType;
import dev.releaseledger.events.policy.PolicyBook;
import dev.releaseledger.events.policy.PolicyDocument;
import dev.releaseledger.events.release.Stage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.ObjectNode;

class VerifyBundleTest {
    private final NoteSigner key = Export.key();

    private final Export ledger = Export.of(key, told -> {
        ToldRelease other = new ToldRelease(told, "search", "1.0.0").changes(2);
        ToldRelease release = new ToldRelease(told, "checkout", "2.5.0").changes(2);
        release.refused("ApproveStage", PAULA, release.approval(Stage.PRODUCTION));
        other.changes(0).approvedUpTo(Stage.DEVELOPMENT);
        release.approvedUpTo(Stage.POST_RELEASE);
    });

    private final Map<String, byte[]> files = new LinkedHashMap<>();

    @TempDir
    private Path directory;

    private Run verify(String... more) throws IOException {
        return judge(write(), more);
    }

    private Path write() throws IOException {
        Path file = directory.resolve("evidence.zip");
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> each : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(each.getKey()));
                zip.write(each.getValue());
            }
        }
        return file;
    }

    private Run judge(Path file, String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "verify", file.toString(), "--all", "--key", key.verifierKey().format()));
        arguments.addAll(List.of(more));
        return Export.run(arguments.toArray(String[]::new));
    }

    /** The bundle of the release of checkout. */
    private void bundle() {
        bundleWithout(-1);
    }

    /** Such a bundle that leaves out one entry, and is sealed as if that had never been. */
    private void bundleWithout(int leftOut) {
        List<Integer> positions = new ArrayList<>();
        for (int i = 0; i < ledger.entries().size(); i++) {
            if (i != leftOut && !new String(ledger.entries().get(i), UTF_8).contains(search())) {
                positions.add(i);
            }
        }
        Map<String, Hash> hashes = new HashMap<>();
        Frontier tree = Frontier.EMPTY.appendAll(
                ledger.entries().stream().map(Hash::leaf).toList(),
                (level, index, hash) -> hashes.put(level + "/" + index, hash));
        StringBuilder entries = new StringBuilder();
        StringBuilder proofs = new StringBuilder();
        for (int position : positions) {
            entries.append(new String(ledger.entries().get(position), UTF_8)).append('\n');
            ObjectNode proof = EntryJson.mapper().createObjectNode().put("position", position);
            InclusionProof.of(
                            position,
                            tree.size(),
                            (level, index) -> Objects.requireNonNull(hashes.get(level + "/" + index)))
                    .hashes()
                    .forEach(hash -> proof.withArray("hashes").add(hash.toBase64()));
            proofs.append(proof).append('\n');
        }
        files.put(
                "policies/checkout-v1.json",
                PolicyDocument.write(PolicyBook.defaultPolicy())
                        .toPrettyString()
                        .getBytes(UTF_8));
        files.put("README.md", "how to verify".getBytes(UTF_8));
        files.put(EvidenceBundle.CHECKPOINT, ledger.checkpoint().getBytes(UTF_8));
        files.put(EvidenceBundle.KEYS, (key.verifierKey().format() + "\n").getBytes(UTF_8));
        files.put(EvidenceBundle.ENTRIES, entries.toString().getBytes(UTF_8));
        files.put(EvidenceBundle.PROOFS, proofs.toString().getBytes(UTF_8));
        seal(positions.size(), tree);
    }

    private String search() {
        String first = new String(ledger.entries().getFirst(), UTF_8);
        return first.substring(first.indexOf("\"subject\""), first.indexOf("\",\"time\""));
    }

    private void seal(int count, Frontier tree) {
        ObjectNode manifest = EntryJson.mapper()
                .createObjectNode()
                .put("format", EvidenceBundle.FORMAT)
                .put("origin", Export.ORIGIN)
                .put("size", tree.size())
                .put("root", tree.root().toBase64())
                .put("entries", count);
        ObjectNode named = manifest.putObject("files");
        files.forEach((name, bytes) -> named.put(name, sha256(bytes)));
        files.put(EvidenceBundle.MANIFEST, manifest.toString().getBytes(UTF_8));
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aBundleHoldsAndSaysWhatItCannotShow() throws IOException {
        bundle();

        Run run = verify();

        assertThat(run.code()).as(run.out() + run.err()).isZero();
        assertThat(run.out())
                .startsWith("holds: ")
                .contains("decided again: 5 approvals", "decided again: 1 refusals")
                .contains(
                        "not decided again: 2 entries that freezes, environments or other releases may speak against",
                        "not decided again: 3 claims of entries that streams outside the bundle may have had before");
        assertThat(run.out())
                .contains("not compared: report.html and README.md are claims: nothing of them was checked");
        assertThat(run.err()).contains("that there are no others of its kind, it claims");
    }

    @Test
    void anEntryThatIsNotInTheLedgerIsNamed() throws IOException {
        bundle();
        files.computeIfPresent(
                EvidenceBundle.ENTRIES,
                (name, bytes) -> new String(bytes, UTF_8)
                        .replaceFirst("Pay later", "Pay never")
                        .getBytes(UTF_8));

        assertThat(verify().out())
                .contains("position 3: proof: expected ", "manifest: expected entries.ndjson with SHA-256");
    }

    @Test
    void anEntryThatClaimsAnotherPositionIsNamed_howeverItIsWritten() throws IOException {
        ledger.with(3, "\"position\":3,", "\"x\":{\"position\":3},\"position\":7,");
        bundle();

        assertThat(verify().out()).contains("position 3: position: expected the entry of position 3, got that of 7");
    }

    @Test
    void anEntryThatIsLeftOutOfAStreamIsNamed() throws IOException {
        bundleWithout(4);

        assertThat(verify().out()).contains("position 5: sequence: expected sequence 1 of release/");
    }

    @Test
    void aCheckpointOfAnotherSizeIsNotCounted() throws IOException {
        Path kept = Files.writeString(directory.resolve("kept"), ledger.checkpoint());
        ledger.and(told -> new ToldRelease(told, "search", "1.1.0"));
        bundle();

        Run run = verify("--checkpoint", kept.toString());

        assertThat(run.code()).as(run.out()).isZero();
        assertThat(run.out())
                .contains("under 1 checkpoints")
                .contains("not compared: the checkpoint of " + (ledger.entries().size() - 1) + " entries in " + kept
                        + ": a bundle cannot show that one of "
                        + ledger.entries().size());
    }

    @Test
    void aBundleIsComparedWithNoTiles() throws IOException {
        bundle();

        Run run = verify("--tiles", "http://127.0.0.1:1/ledger");

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("--tiles compares a whole ledger with a log");
    }

    @Test
    void whatWasFoundIsToldThoughTheRestCannotBeRead() throws IOException {
        ledger.with(3, "\"position\":3,", "\"position\":7,");
        bundle();
        files.computeIfPresent(
                EvidenceBundle.PROOFS,
                (name, bytes) -> new String(bytes, UTF_8)
                        .replaceFirst("[^\n]*\n$", "nothing")
                        .getBytes(UTF_8));

        Run run = verify();

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).contains("position 3: position: ", "and then it could not be read: ");
    }

    @Test
    void whatAnEnvironmentIsToldByAReleaseThatIsNotThereIsNotDecidedAgain() throws IOException {
        RunningVersion running = new RunningVersion(new UUID(1, 2), new UUID(1, 3), "2.4.0", null);
        ledger.and(told -> told.say("environment/checkout/production", new VersionTookOver(running), ROSA));
        bundle();

        assertThat(verify().out()).contains("not decided again: 3 entries that freezes, environments or other");
    }

    @Test
    void anIncidentThatIsLinkedToAReleaseThatIsNotThereIsNotDecidedAgain() throws IOException {
        ledger.and(told -> told.say(
                "incident/0195ffff-0000-7000-8000-000000000000",
                new IncidentOpened(
                        "checkout",
                        null,
                        "nobody can pay",
                        Severity.SEV1,
                        IncidentOrigin.PERSON,
                        Instant.parse("2026-03-02T08:00:00Z"),
                        List.of(IncidentLink.toRelease(new UUID(1, 2))),
                        1),
                OLE));
        bundle();

        Run run = verify();

        assertThat(run.code()).as(run.out()).isZero();
        assertThat(run.out()).contains("not decided again: 3 entries that freezes, environments or other");
    }

    @Test
    void aFlagThatIsLinkedToAReleaseThatIsNotThereIsNotDecidedAgain() throws IOException {
        ledger.and(told -> {
            told.say(
                    "flag/0195ffff-0000-7000-8000-000000000001",
                    new FlagDefined(
                            "pay-later",
                            "checkout",
                            FlagType.OPS,
                            "Pay later",
                            OLE.id(),
                            FlagValueType.BOOLEAN,
                            List.of(new FlagVariant("on", BooleanNode.TRUE), new FlagVariant("off", BooleanNode.FALSE)),
                            "on",
                            "off",
                            "5f2c",
                            null,
                            1,
                            null),
                    ROSA);
            told.say("flag/0195ffff-0000-7000-8000-000000000001", new FlagLinked(new UUID(1, 2)), ROSA);
        });
        bundle();

        Run run = verify();

        assertThat(run.code()).as(run.out()).isZero();
        assertThat(run.out()).contains("not decided again: 3 entries that freezes, environments or other");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../up", "/etc/root", "a\\b", "a//b", "./a", "C:a", "Keys", "a/..", "a\u202eb"})
    void aNameThatOthersMayReadAsAnotherIsTold(String name) throws IOException {
        bundle();
        files.put(name, new byte[0]);

        assertThat(verify().out()).containsAnyOf("plain names, in folders of this one, got ", "several of this name");
    }

    @Test
    void twoMembersOfOneNameAreTold() throws IOException {
        bundle();
        files.put("keyt", new byte[0]);
        Path file = write();
        // A zip has each name twice: before the member, and in the directory at the end.
        String bytes = Files.readString(file, ISO_8859_1).replace("keyt", "keys");
        Files.writeString(file, bytes, ISO_8859_1);

        assertThat(judge(file).out()).contains("manifest: expected one member called keys, got several of this name");
    }

    @Test
    void aFileThatTheManifestDoesNotNameIsTold() throws IOException {
        bundle();
        files.put("more", new byte[0]);

        assertThat(verify().out()).contains("manifest: expected more with SHA-256 named, got e3b0c442");
    }

    @Test
    void aPolicyThatIsNotTheOneThatWasPublishedIsTold() throws IOException {
        bundle();
        files.put("policies/checkout-v1.json", "{}".getBytes(UTF_8));

        assertThat(verify().out())
                .contains(
                        "manifest: expected policies/checkout-v1.json as its entry published it, got another document");
    }

    @Test
    void withoutItsCheckpointNothingIsProven_whateverElseWasKept() throws IOException {
        bundle();
        files.remove(EvidenceBundle.CHECKPOINT);
        files.computeIfPresent(
                EvidenceBundle.MANIFEST,
                (name, bytes) -> new String(bytes, UTF_8)
                        .replaceFirst("\"checkpoint\":\"[0-9a-f]+\",", "")
                        .getBytes(UTF_8));
        Path kept = Files.writeString(directory.resolve("kept"), ledger.checkpoint());

        Run run = verify("--checkpoint", kept.toString());

        assertThat(run.code()).as(run.out()).isEqualTo(1);
        assertThat(run.out()).startsWith("no-checkpoint: expected a checkpoint in ");
    }

    @Test
    void itsOwnKeysProveNothing() throws IOException {
        bundle();
        NoteSigner another = Export.key();
        files.put(EvidenceBundle.KEYS, another.verifierKey().format().getBytes(UTF_8));
        files.put(
                EvidenceBundle.CHECKPOINT,
                Export.of(another, told -> new ToldRelease(told, "checkout", "2.5.0"))
                        .checkpoint()
                        .getBytes(UTF_8));

        assertThat(verify().out())
                .contains("checkpoint: expected a checkpoint of " + Export.ORIGIN + " that a pinned key");
    }

    @Test
    void anApprovalAgainstTheRulesIsFoundInIt() throws IOException {
        ledger.and(told -> {
            ToldRelease release = new ToldRelease(told, "checkout", "2.6.0");
            release.say(ROSA, release.approval(Stage.DEVELOPMENT));
        });
        bundle();

        assertThat(verify().out())
                .contains("accepted-against-the-rules: expected a refusal of StageApproved by [EveryCriterionIsShown]");
    }
}

package dev.releaseledger.auditor.prove;

import dev.releaseledger.auditor.report.Console;
import dev.releaseledger.auditor.report.ExitCode;
import dev.releaseledger.auditor.report.Fault;
import dev.releaseledger.auditor.source.Trust;
import dev.releaseledger.auditor.source.TrustOptions;
import dev.releaseledger.auditor.source.Unwitnessed;
import dev.releaseledger.events.envelope.EntryJson;
import dev.releaseledger.events.envelope.Envelope;
import dev.releaseledger.events.envelope.NotUnderstood;
import dev.releaseledger.events.ledger.Checkpoint;
import dev.releaseledger.events.ledger.Hash;
import dev.releaseledger.events.ledger.Malformed;
import dev.releaseledger.events.ledger.NoteRejected;
import dev.releaseledger.events.ledger.ProofFailed;
import dev.releaseledger.events.ledger.TlogProof;
import dev.releaseledger.events.ledger.VerifierKey;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ObjectNode;

/** Checks the proof of one entry, offline. */
@Command(
        name = "check-proof",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Checks offline that a proof (c2sp.org/tlog-proof@v1) proves an entry, byte for byte, to be in the ledger whose"
                    + " key is pinned.",
            "It proves that whoever holds that key has signed a ledger with this entry at this position. That the ledger"
                    + " was not told otherwise to others, only checkpoints kept elsewhere show: see consistency."
        })
public final class CheckProof implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "PROOF", description = "The file of the proof.")
    @SuppressWarnings("NullAway.Init") // picocli sets it, or does not call us.
    private Path proofFile;

    @Parameters(
            index = "1",
            paramLabel = "ENTRY",
            description = "The file of the entry's bytes; a newline after them is not part of it.")
    @SuppressWarnings("NullAway.Init")
    private Path entryFile;

    @Mixin
    private final TrustOptions trust = new TrustOptions();

    @Mixin
    private final Console console = new Console();

    @Override
    public Integer call() throws IOException {
        Trust trusted = trust.requireTrust();
        byte[] entry = withoutNewline(read(entryFile));
        TlogProof proof;
        try {
            proof = TlogProof.parse(decode(read(proofFile)));
        } catch (CharacterCodingException e) {
            return failed(new Fault.OfLedger(Fault.LedgerKind.CHECKPOINT, "a proof in UTF-8", "other bytes"));
        } catch (Malformed e) {
            return failed(new Fault.OfLedger(Fault.LedgerKind.CHECKPOINT, "a tlog-proof", message(e)));
        }
        try {
            Checkpoint checkpoint = proof.open(Hash.leaf(entry), trusted.origin(), trusted.keys());
            trusted.requireWitnesses(proof.checkpoint());
            return claimsItsPlace(entry, proof.index())
                    ? proven(proof, checkpoint, proof.checkpoint().verify(trusted.keys()), entry)
                    : failed(new Fault.OfEntry(
                            proof.index(),
                            Fault.EntryKind.POSITION,
                            "an entry that says that it is at " + proof.index(),
                            "another, or no entry at all"));
        } catch (ProofFailed e) {
            return failed(new Fault.OfEntry(
                    proof.index(), Fault.EntryKind.PROOF, e.fault() + " " + e.expected(), e.actual()));
        } catch (Unwitnessed e) {
            return failed(e.fault());
        } catch (Malformed | NoteRejected e) {
            return failed(
                    new Fault.OfLedger(Fault.LedgerKind.CHECKPOINT, "a checkpoint signed by a pinned key", message(e)));
        }
    }

    /** An entry that another one's place was proven for would not be lied about, and yet be misleading. */
    private static boolean claimsItsPlace(byte[] entry, long position) {
        try {
            return EntryJson.read(entry).position() == position;
        } catch (NotUnderstood e) {
            return true;
        }
    }

    private int proven(TlogProof proof, Checkpoint checkpoint, Set<VerifierKey> signedBy, byte[] entry) {
        List<String> signers = signedBy.stream().map(VerifierKey::format).toList();
        console.say("Proven: this entry is at position " + proof.index() + " of " + checkpoint.origin() + ", of which "
                + checkpoint.size() + " entries were signed by "
                + String.join(", ", signers) + ".");
        console.say("It says: " + said(entry));
        ObjectNode result = Console.result();
        result.put("holds", true);
        result.put("position", proof.index());
        result.put("origin", checkpoint.origin());
        result.put("size", checkpoint.size());
        result.put("root", checkpoint.root().toBase64());
        result.set("signedBy", EntryJson.mapper().valueToTree(signers));
        console.say(result);
        return ExitCode.HOLDS.code();
    }

    private static String said(byte[] entry) {
        try {
            Envelope envelope = EntryJson.read(entry);
            return envelope.type() + " in " + envelope.subject() + " #" + envelope.sequence() + ", recorded "
                    + envelope.time() + ", by " + envelope.attribution().actor();
        } catch (NotUnderstood e) {
            return "what this version does not understand: " + e.getMessage();
        }
    }

    private int failed(Fault fault) {
        return console.fails("Not proven", fault);
    }

    /** An entry is one line and ends in no newline; as a line of an export, or from an editor, it does. */
    private static byte[] withoutNewline(byte[] bytes) {
        int end = bytes.length;
        if (end > 0 && bytes[end - 1] == '\n') {
            end--;
        }
        return Arrays.copyOf(bytes, end);
    }

    private static byte[] read(Path file) throws IOException {
        try {
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw new FileNotFoundException("there is no file " + file);
        }
    }

    private static String decode(byte[] bytes) throws CharacterCodingException {
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes))
                .toString();
    }

    private static String message(Exception e) {
        return String.valueOf(e.getMessage());
    }
}

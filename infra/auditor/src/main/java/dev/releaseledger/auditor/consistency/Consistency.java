package dev.releaseledger.auditor.consistency;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.releaseledger.auditor.report.Console;
import dev.releaseledger.auditor.report.ExitCode;
import dev.releaseledger.auditor.report.Fault;
import dev.releaseledger.auditor.source.EntrySource;
import dev.releaseledger.auditor.source.SourceAccess;
import dev.releaseledger.auditor.source.SourceTree;
import dev.releaseledger.auditor.source.Trust;
import dev.releaseledger.auditor.source.TrustOptions;
import dev.releaseledger.auditor.source.Unwitnessed;
import dev.releaseledger.events.envelope.EntryJson;
import dev.releaseledger.events.ledger.Checkpoint;
import dev.releaseledger.events.ledger.ConsistencyProof;
import dev.releaseledger.events.ledger.Hash;
import dev.releaseledger.events.ledger.Malformed;
import dev.releaseledger.events.ledger.NoteRejected;
import dev.releaseledger.events.ledger.ProofFailed;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.ObjectNode;

/** Says whether a newer checkpoint's ledger begins with all of an older one's. */
@Command(
        name = "consistency",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Says whether the ledger of a newer checkpoint begins with all entries of an older one, unchanged and in"
                    + " their order. Both must be signed by a pinned key,"
                    + " and the newer one by every pinned witness.",
            "The proof is made from SOURCE, or read from --proof. Nobody needs to trust where it comes from: a wrong one"
                    + " does not fit both roots."
        })
public final class Consistency implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "OLD", description = "The file of the older signed checkpoint.")
    @SuppressWarnings("NullAway.Init") // picocli sets it, or does not call us.
    private Path oldFile;

    @Parameters(index = "1", paramLabel = "NEW", description = "The file of the newer signed checkpoint.")
    @SuppressWarnings("NullAway.Init")
    private Path newFile;

    @Parameters(
            index = "2",
            arity = "0..1",
            paramLabel = "SOURCE",
            description = "Whole ledger to make the proof from: an export, a log's address or a topic.")
    private @Nullable String source;

    @Option(
            names = "--proof",
            paramLabel = "FILE",
            description = "A proof in place of SOURCE, as /ledger/consistency?from=&to= serves it.")
    private @Nullable Path proofFile;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Where the proof goes, for others to check with --proof.")
    private @Nullable Path out;

    @Mixin
    private final SourceAccess access = new SourceAccess();

    @Mixin
    private final TrustOptions trust = new TrustOptions();

    @Mixin
    private final Console console = new Console();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it.
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Trust trusted = trust.requireTrust();
        byte[] oldNote = read(oldFile);
        byte[] newNote = read(newFile);
        Checkpoint before;
        Checkpoint after;
        try {
            before = trusted.open(oldNote).checkpoint();
        } catch (Malformed | NoteRejected e) {
            return failed(notBelieved(oldFile, e));
        }
        try {
            after = trusted.openWitnessed(newNote);
        } catch (Unwitnessed e) {
            return failed(e.fault());
        } catch (Malformed | NoteRejected e) {
            return failed(notBelieved(newFile, e));
        }
        if (before.size() > after.size()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "the older checkpoint comes first: " + oldFile + " has " + before.size() + " entries, " + newFile
                            + " " + after.size());
        }
        if (before.size() == after.size()) {
            return before.root().equals(after.root())
                    ? holds(before, after, new ConsistencyProof(before.size(), after.size(), List.of()))
                    : failed(fork(
                            before,
                            "root " + before.root().toBase64(),
                            "root " + after.root().toBase64()));
        }
        return growth(before, after);
    }

    private int growth(Checkpoint before, Checkpoint after) throws IOException {
        ConsistencyProof proof;
        try {
            proof = proof(before.size(), after.size());
        } catch (SourceTree.TooShort e) {
            return failed(new Fault.OfLedger(
                    Fault.LedgerKind.SIZE, after.size() + " entries", String.valueOf(e.getMessage())));
        }
        try {
            proof.verify(before.root(), after.root());
        } catch (ProofFailed e) {
            Fault wrong = new Fault.OfLedger(Fault.LedgerKind.CONSISTENCY, e.fault() + " " + e.expected(), e.actual());
            console.note(
                    proofFile != null
                            ? "this proof does not lead from one to the other; it may be wrong, or they are of two histories"
                            : sourceIsOf(e));
            return failed(wrong);
        }
        return holds(before, after, proof);
    }

    /** A proof that was made from entries fits their own roots: where one is not theirs, the entries are not that ledger's. */
    private String sourceIsOf(ProofFailed e) {
        return switch (e.fault()) {
            case OLD_ROOT ->
                "the entries of " + source + " are not those of " + oldFile
                        + ": if they are those of the newer checkpoint, history was rewritten";
            case ROOT ->
                "the entries of " + source + " are not those of " + newFile
                        + ": look for a source that has them, to say whether history was rewritten";
            case INDEX, SIZES, LENGTH -> "no proof can be made of " + source;
        };
    }

    private ConsistencyProof proof(long from, long to) throws IOException {
        if ((source == null) == (proofFile == null)) {
            throw new ParameterException(
                    spec.commandLine(), "say where the proof comes from: either SOURCE or --proof FILE");
        }
        if (source == null) {
            try {
                return new ConsistencyProof(
                        from, to, HashLines.parse(new String(read(Objects.requireNonNull(proofFile)), UTF_8)));
            } catch (IllegalArgumentException e) {
                throw new IOException(proofFile + " is not a consistency proof: " + e.getMessage(), e);
            }
        }
        try (EntrySource entries = access.open(source)) {
            return new SourceTree(entries, to).make(hashes -> ConsistencyProof.of(from, to, hashes));
        }
    }

    private int holds(Checkpoint before, Checkpoint after, ConsistencyProof proof) throws IOException {
        if (out != null) {
            Files.writeString(out, HashLines.format(proof.hashes()), UTF_8);
        }
        console.say("Consistent: the " + after.size() + " entries of " + after.origin() + " begin with the "
                + before.size() + " of the older checkpoint, unchanged and in their order.");
        console.say(
                "That nobody was shown another history they cannot say: compare with checkpoints that others keep.");
        ObjectNode result = result(before, after);
        result.put("holds", true);
        result.set(
                "proof",
                EntryJson.mapper()
                        .valueToTree(proof.hashes().stream().map(Hash::toBase64).toList()));
        console.say(result);
        return ExitCode.HOLDS.code();
    }

    private int failed(Fault fault) {
        int code = console.fails("Not shown to be consistent", fault);
        if (fault instanceof Fault.OfLedger whole && whole.what() == Fault.LedgerKind.FORK) {
            console.say("Two signed checkpoints of one size with two roots prove that their signer told two histories:"
                    + " keep both files.");
        }
        return code;
    }

    private static ObjectNode result(Checkpoint before, Checkpoint after) {
        ObjectNode result = Console.result();
        result.put("origin", after.origin());
        result.putObject("old")
                .put("size", before.size())
                .put("root", before.root().toBase64());
        result.putObject("new")
                .put("size", after.size())
                .put("root", after.root().toBase64());
        return result;
    }

    private static Fault fork(Checkpoint one, String expected, String actual) {
        return new Fault.OfLedger(
                Fault.LedgerKind.FORK, expected + " of " + one.size() + " entries, as in the first file", actual);
    }

    private static Fault notBelieved(Path file, Exception e) {
        return new Fault.OfLedger(
                Fault.LedgerKind.CHECKPOINT,
                file + " to be a checkpoint signed by a pinned key",
                String.valueOf(e.getMessage()));
    }

    private static byte[] read(Path file) throws IOException {
        try {
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw new FileNotFoundException("there is no file " + file);
        }
    }
}

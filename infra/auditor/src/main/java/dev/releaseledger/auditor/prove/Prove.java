package dev.releaseledger.auditor.prove;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.releaseledger.auditor.report.Console;
import dev.releaseledger.auditor.report.ExitCode;
import dev.releaseledger.auditor.report.Fault;
import dev.releaseledger.auditor.source.CheckpointFile;
import dev.releaseledger.auditor.source.EntrySource;
import dev.releaseledger.auditor.source.EvidenceBundle;
import dev.releaseledger.auditor.source.KeptCheckpoints;
import dev.releaseledger.auditor.source.SourceOptions;
import dev.releaseledger.auditor.source.SourceTree;
import dev.releaseledger.auditor.source.Trust;
import dev.releaseledger.auditor.source.TrustOptions;
import dev.releaseledger.auditor.source.Unwitnessed;
import dev.releaseledger.events.ledger.Checkpoint;
import dev.releaseledger.events.ledger.Hash;
import dev.releaseledger.events.ledger.InclusionProof;
import dev.releaseledger.events.ledger.Malformed;
import dev.releaseledger.events.ledger.NoteRejected;
import dev.releaseledger.events.ledger.ProofFailed;
import dev.releaseledger.events.ledger.SignedNote;
import dev.releaseledger.events.ledger.TlogProof;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
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

/** Makes the proof of one entry. */
@Command(
        name = "prove",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Writes a proof that an entry is in the ledger (c2sp.org/tlog-proof@v1), which anybody can check offline with"
                    + " the entry and the log's key: see check-proof.",
            "The proof is in the tree of --checkpoint, or of the newest checkpoint that the source has. It is checked"
                    + " before it is written, its checkpoint's signature too where a key is pinned."
        })
public final class Prove implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "POSITION", description = "The entry's position.")
    private long position;

    @Mixin
    private final SourceOptions source = new SourceOptions();

    @Mixin
    private final TrustOptions trust = new TrustOptions();

    @Mixin
    private final KeptCheckpoints kept = new KeptCheckpoints();

    @Option(names = "--out", paramLabel = "FILE", description = "Where the proof goes (default: standard output).")
    private @Nullable Path out;

    @Option(names = "--entry", paramLabel = "FILE", description = "Where the entry's bytes go, for check-proof.")
    private @Nullable Path entryFile;

    @Mixin
    private final Console console = new Console();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it.
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Optional<Trust> trusted = trust.trust();
        try (EntrySource entries = source.open()) {
            byte[] bytes = note(entries);
            SignedNote note = SignedNote.parse(bytes);
            Checkpoint checkpoint =
                    trusted.isPresent() ? trusted.get().openWitnessed(bytes) : Checkpoint.parse(note.text());
            if (trusted.isEmpty()) {
                console.note("the checkpoint is believed without its signature: no key is pinned (--key, --keys)");
            }
            if (position < 0 || position >= checkpoint.size()) {
                throw new ParameterException(
                        spec.commandLine(),
                        "the checkpoint's tree has positions 0 to " + (checkpoint.size() - 1) + ", not " + position);
            }
            byte[] entry = entry(entries);
            InclusionProof proof = proof(entries, checkpoint);
            proof.verify(Hash.leaf(entry), checkpoint.root());
            return write(TlogProof.of(proof, note), checkpoint, entry, trusted.isPresent());
        } catch (SourceTree.TooShort e) {
            return failed(new Fault.OfLedger(Fault.LedgerKind.SIZE, "every entry of the checkpoint", text(e)));
        } catch (ProofFailed e) {
            return failed(new Fault.OfLedger(Fault.LedgerKind.ROOT, e.expected(), e.actual()));
        } catch (Unwitnessed e) {
            return failed(e.fault());
        } catch (Malformed | NoteRejected e) {
            return failed(new Fault.OfLedger(Fault.LedgerKind.CHECKPOINT, "a checkpoint of the log", text(e)));
        }
    }

    private byte[] note(EntrySource entries) throws IOException {
        List<Path> files = kept.files();
        if (files.size() > 1) {
            throw new ParameterException(spec.commandLine(), "a proof is in the tree of one checkpoint: say which");
        }
        if (files.size() == 1) {
            return CheckpointFile.read(files.getFirst()).newest();
        }
        List<byte[]> own = entries.checkpoints();
        if (own.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(), entries.name() + " has no checkpoint beside it: give --checkpoint");
        }
        return own.getLast();
    }

    private byte[] entry(EntrySource entries) throws IOException {
        byte[][] found = new byte[1][];
        entries.read(position, (at, buffer, offset, length) -> {
            if (at == position) {
                found[0] = Arrays.copyOfRange(buffer, offset, offset + length);
            }
            return false;
        });
        if (found[0] == null) {
            throw new IOException(entries.name() + " has no entry at position " + position);
        }
        return found[0];
    }

    private InclusionProof proof(EntrySource entries, Checkpoint checkpoint) throws IOException {
        if (entries instanceof EvidenceBundle bundle && kept.files().isEmpty()) {
            InclusionProof[] found = new InclusionProof[1];
            bundle.read((proof, buffer, offset, length) -> {
                if (proof.position() == position) {
                    found[0] = proof.in(checkpoint.size());
                }
                return found[0] == null;
            });
            return found[0];
        }
        return new SourceTree(entries, checkpoint.size())
                .make(hashes -> InclusionProof.of(position, checkpoint.size(), hashes));
    }

    private int write(TlogProof proof, Checkpoint checkpoint, byte[] entry, boolean signed) throws IOException {
        if (out != null) {
            Files.writeString(out, proof.format(), UTF_8);
        } else if (!console.isJson()) {
            spec.commandLine().getOut().print(proof.format());
            spec.commandLine().getOut().flush();
        }
        if (entryFile != null) {
            Files.write(entryFile, entry);
        }
        ObjectNode result = Console.result();
        result.put("position", position);
        result.put("signed", signed);
        result.put("origin", checkpoint.origin());
        result.put("size", checkpoint.size());
        result.put("root", checkpoint.root().toBase64());
        result.put("leaf", Hash.leaf(entry).toBase64());
        result.put("proof", proof.format());
        console.say(result);
        console.note("entry " + position + " is in the tree of the " + checkpoint.size() + " entries of "
                + checkpoint.origin());
        return ExitCode.HOLDS.code();
    }

    private int failed(Fault fault) {
        console.note("no proof: " + fault.line());
        ObjectNode result = Console.result();
        result.set("faults", Console.json(List.of(fault)));
        console.say(result);
        return ExitCode.DOES_NOT_HOLD.code();
    }

    private static String text(Exception e) {
        return String.valueOf(e.getMessage());
    }
}

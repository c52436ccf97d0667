package dev.releaseledger.auditor.export;

import dev.releaseledger.auditor.report.Console;
import dev.releaseledger.auditor.report.ExitCode;
import dev.releaseledger.auditor.report.Fault;
import dev.releaseledger.auditor.report.Progress;
import dev.releaseledger.auditor.source.CheckpointFile;
import dev.releaseledger.auditor.source.EntrySource;
import dev.releaseledger.auditor.source.EvidenceBundle;
import dev.releaseledger.auditor.source.ExportFile;
import dev.releaseledger.auditor.source.KeptCheckpoints;
import dev.releaseledger.auditor.source.SourceOptions;
import dev.releaseledger.auditor.source.Trust;
import dev.releaseledger.auditor.source.TrustOptions;
import dev.releaseledger.auditor.source.Unwitnessed;
import dev.releaseledger.events.ledger.Checkpoint;
import dev.releaseledger.events.ledger.Malformed;
import dev.releaseledger.events.ledger.NoteRejected;
import dev.releaseledger.events.ledger.SignedNote;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.ObjectNode;

/** Takes a whole ledger away. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Writes every entry that the newest checkpoint covers into a file, one a line, byte for byte, with the"
                    + " checkpoint beside it (FILE.checkpoint); compressed where FILE ends in .gz.",
            "The tree is built on the way and compared with the checkpoint: FILE is whole and right, or it is not there."
                    + " After a break, the same command goes on where it was."
        })
public final class Export implements Callable<Integer> {
    @Mixin
    private final SourceOptions source = new SourceOptions();

    @Parameters(index = "1", paramLabel = "FILE", description = "Where the export goes: *.ndjson or *.ndjson.gz.")
    @SuppressWarnings("NullAway.Init") // picocli sets it, or does not call us.
    private Path file;

    @Option(names = "--replace", description = "Replace FILE where it is there already.")
    private boolean replace;

    @Mixin
    private final TrustOptions trust = new TrustOptions();

    @Mixin
    private final KeptCheckpoints kept = new KeptCheckpoints();

    @Mixin
    private final Console console = new Console();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it.
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Optional<Trust> trusted = trust.trust();
        if (Files.exists(file) && !replace) {
            throw new ParameterException(spec.commandLine(), file + " is there already: give --replace to replace it");
        }
        try (EntrySource entries = source.open()) {
            if (entries instanceof EvidenceBundle) {
                throw new ParameterException(
                        spec.commandLine(),
                        "a bundle is some of a ledger: export is of the whole, from where it is kept");
            }
            byte[] note = newest(entries);
            Checkpoint checkpoint = trusted.isPresent()
                    ? trusted.get().openWitnessed(note)
                    : Checkpoint.parse(SignedNote.parse(note).text());
            if (trusted.isEmpty()) {
                console.note("the checkpoint is believed without its signature: no key is pinned (--key, --keys)");
            }
            return export(entries, checkpoint, note, trusted.isPresent());
        } catch (Unwitnessed e) {
            return failed(e.fault());
        } catch (Malformed | NoteRejected e) {
            return failed(new Fault.OfLedger(
                    Fault.LedgerKind.CHECKPOINT,
                    "a checkpoint signed by a pinned key",
                    String.valueOf(e.getMessage())));
        }
    }

    private byte[] newest(EntrySource entries) throws IOException {
        List<Path> files = kept.files();
        if (files.size() > 1) {
            throw new ParameterException(spec.commandLine(), "an export is of one checkpoint's ledger: say which");
        }
        if (!files.isEmpty()) {
            return CheckpointFile.read(files.getFirst()).newest();
        }
        List<byte[]> notes = entries.checkpoints();
        if (notes.isEmpty()) {
            throw new IOException(entries.name() + " has no checkpoint yet: an export without one proves nothing");
        }
        return notes.getLast();
    }

    private int export(EntrySource entries, Checkpoint checkpoint, byte[] note, boolean signed) throws IOException {
        Part.Kept begun = Part.kept(file);
        if (begun.entries() > checkpoint.size()) {
            begun = Part.Kept.NOTHING;
        }
        try (Part part = Part.open(file, begun);
                Progress progress = Progress.of("export", OptionalLong.of(checkpoint.size()))) {
            Writing writing = new Writing(part, checkpoint.size(), progress);
            if (begun.entries() > 0) {
                goOn(writing);
                console.note("goes on after the " + writing.written() + " entries of " + Part.file(file));
            }
            writing.write(entries);
            Fault fault = writing.fault(checkpoint);
            if (fault != null) {
                part.giveUp();
                console.note(
                        "what was read is left in " + Part.file(file) + " for a look; " + file + " is not written");
                return failed(fault);
            }
            part.finish(note);
        }
        console.say("Exported: the " + checkpoint.size() + " entries of " + checkpoint.origin() + " are in " + file
                + ", their checkpoint beside it; root " + checkpoint.root().toBase64()
                + (signed ? "." : ". Nobody checked who signed it."));
        ObjectNode result = Console.result();
        result.put("holds", true);
        result.put("signed", signed);
        result.put("file", file.toString());
        result.put("origin", checkpoint.origin());
        result.put("size", checkpoint.size());
        result.put("root", checkpoint.root().toBase64());
        console.say(result);
        return ExitCode.HOLDS.code();
    }

    private void goOn(Writing writing) throws IOException {
        try {
            writing.goOnAfter(new ExportFile(Part.file(file)));
        } catch (IOException e) {
            throw new IOException(e.getMessage() + "; delete " + Part.file(file) + " to begin again", e);
        }
    }

    private int failed(Fault fault) {
        return console.fails("Not exported", fault);
    }
}

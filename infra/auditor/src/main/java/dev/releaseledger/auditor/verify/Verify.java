package dev.releaseledger.auditor.verify;

import dev.releaseledger.auditor.report.Console;
import dev.releaseledger.auditor.report.ExitCode;
import dev.releaseledger.auditor.report.Fault;
import dev.releaseledger.auditor.report.Fault.LedgerKind;
import dev.releaseledger.auditor.report.Progress;
import dev.releaseledger.auditor.source.CheckpointFile;
import dev.releaseledger.auditor.source.EntrySource;
import dev.releaseledger.auditor.source.EvidenceBundle;
import dev.releaseledger.auditor.source.KafkaTopic;
import dev.releaseledger.auditor.source.KeptCheckpoints;
import dev.releaseledger.auditor.source.SourceOptions;
import dev.releaseledger.auditor.source.Tiles;
import dev.releaseledger.auditor.source.Trust;
import dev.releaseledger.auditor.source.TrustOptions;
import dev.releaseledger.events.ledger.Checkpoint;
import dev.releaseledger.events.ledger.Malformed;
import dev.releaseledger.events.ledger.NotVerified;
import dev.releaseledger.events.ledger.SignedNote;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code verify}: nothing was rewritten, and everything was decided by the rules. */
@Command(
        name = "verify",
        sortOptions = false,
        description =
                "Verifies a ledger: its hashes and signatures, and that every decision in it follows from the rules.",
        footer = {
            "",
            "Keys that come from whoever keeps the ledger prove nothing: pin those that you",
            "were given another way, and keep checkpoints, with which nobody can tell you",
            "another history later."
        })
public final class Verify implements Callable<Integer> {
    @Mixin
    private SourceOptions sources = new SourceOptions();

    @Mixin
    private TrustOptions trusts = new TrustOptions();

    @Mixin
    private KeptCheckpoints keptCheckpoints = new KeptCheckpoints();

    @Mixin
    private Console console = new Console();

    @Option(names = "--hashes", description = "Check hashes, positions and signatures alone.")
    private boolean hashes;

    @Option(
            names = "--tiles",
            paramLabel = "URL",
            description = "Compare with the hash tiles of this log too, which name the first entry that differs.")
    private @Nullable URI tiles;

    @Option(names = "--unsigned", description = "Do without a key: no signature is checked, and nothing is proven.")
    private boolean unsigned;

    @Option(
            names = "--tail",
            description = "Let entries pass that came after the newest checkpoint of a log or a topic, unproven as they"
                    + " are yet.")
    private boolean tail;

    @Option(
            names = "--all",
            arity = "0..1",
            paramLabel = "N",
            fallbackValue = "100",
            description = "Go on behind the first fault, and list up to N (default: 100).")
    private @Nullable Integer most;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Print this and end.")
    private boolean help;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it, or does not call us.
    private CommandSpec spec;

    private final List<String> notCompared = new ArrayList<>();

    @Override
    public Integer call() throws IOException {
        if (most != null && (most < 1 || most > 1_000_000)) {
            throw new ParameterException(spec.commandLine(), "--all takes 1 to 1000000, not " + most);
        }
        if (unsigned) {
            trusts.requireNoTrust("--unsigned");
        }
        Optional<Trust> trust = unsigned ? Optional.empty() : Optional.of(trusts.requireTrust());
        Findings findings = new Findings(most == null ? 1 : most);
        try (EntrySource source = sources.open()) {
            if (tail && !source.grows()) {
                throw new ParameterException(
                        spec.commandLine(),
                        "--tail is for what grows while it is read, a log or a topic, not for " + source.name());
            }
            if (tiles != null && source instanceof EvidenceBundle) {
                throw new ParameterException(
                        spec.commandLine(),
                        "--tiles compares a whole ledger with a log, and " + source.name() + " is some of one");
            }
            List<Witnessed> checkpoints = checkpoints(source, trust, findings);
            if (!(source instanceof EvidenceBundle)) {
                requireWitnesses(trust, checkpoints, findings);
            }
            if (findings.enough()) {
                return told(source, trust, findings, checkpoints, 0, 0, null);
            }
            if (source instanceof EvidenceBundle bundle) {
                return bundle(bundle, trust, findings, checkpoints);
            }
            return ledger(source, trust, findings, checkpoints);
        }
    }

    private int bundle(EvidenceBundle bundle, Optional<Trust> trust, Findings findings, List<Witnessed> checkpoints)
            throws IOException {
        Optional<Checkpoint> believed = checkpoints.stream()
                .filter(Witnessed::beside)
                .map(Witnessed::checkpoint)
                .findFirst();
        if (believed.isEmpty()) {
            // Without the root that they are of, the proofs beside the entries prove nothing.
            findings.fault(new Fault.OfLedger(
                    LedgerKind.NO_CHECKPOINT, "a checkpoint in " + bundle.name() + " that can be believed", "none"));
            return told(bundle, trust, findings, checkpoints, 0, 0, null);
        }
        Checkpoint own = believed.get();
        List<Witnessed> compared = checkpoints.stream()
                .filter(each -> each.checkpoint().size() == own.size())
                .toList();
        checkpoints.stream()
                .filter(each -> each.checkpoint().size() != own.size())
                .forEach(each -> notCompared.add("the checkpoint of "
                        + each.checkpoint().size() + " entries in "
                        + each.from() + ": a bundle cannot show that one of " + own.size() + " is of the same history"
                        + "; `consistency` does"));
        requireWitnesses(trust, compared, findings);
        compared.stream()
                .filter(each -> !each.checkpoint().root().equals(own.root()))
                .forEach(each -> findings.fault(new Fault.OfLedger(
                        LedgerKind.FORK,
                        "root " + each.checkpoint().root().toBase64() + " of " + own.size() + " entries, as in "
                                + each.from(),
                        own.root().toBase64() + " in the bundle: two histories were signed")));
        History history = hashes ? null : new History(findings, Extent.BUNDLE);
        BundleCheck check =
                new BundleCheck(bundle, findings, history == null ? null : entries(trust, findings, history), history);
        String unread = readTo(findings, () -> check.check(own));
        notCompared.add("report.html and README.md are claims: nothing of them was checked");
        console.note(
                "a bundle shows that its entries are in the ledger; that there are no others of its kind, it claims");
        return told(bundle, trust, findings, compared, check.count(), check.count(), unread);
    }

    private Entries entries(Optional<Trust> trust, Findings findings, History history) {
        return new Entries(trust.map(Trust::origin).or(trusts::origin).orElse(null), findings, history);
    }

    private int ledger(EntrySource source, Optional<Trust> trust, Findings findings, List<Witnessed> checkpoints)
            throws IOException {
        Tiles served = tiles == null ? null : new Tiles(tiles, null);
        try {
            Tiles compared = source instanceof Tiles same ? same : served;
            Tree tree = new Tree(checkpoints, compared, !tail && trust.isPresent(), findings);
            Entries entries = hashes ? null : entries(trust, findings, new History(findings, Extent.LEDGER));
            OptionalLong size = checkpoints.stream()
                    .mapToLong(each -> each.checkpoint().size())
                    .max();
            Verification verification;
            String unread;
            try (Progress progress = Progress.of("verify", size)) {
                verification = new Verification(findings, tree, entries, progress);
                unread = readTo(findings, () -> verification.read(source));
            }
            if (verification.stopped()) {
                console.note("stopped at the first " + (most == null ? "fault" : most + " faults") + "; --all goes on");
            }
            return told(source, trust, findings, checkpoints, tree.size(), tree.agreedSize(), unread);
        } finally {
            if (served != null) {
                served.close();
            }
        }
    }

    /** What may find faults before it cannot go on. */
    @FunctionalInterface
    private interface Reading {
        void read() throws IOException;
    }

    /** Reads as far as that is possible, and returns why no further: what was found up to there is a verdict already. */
    private static @Nullable String readTo(Findings findings, Reading reading) throws IOException {
        try {
            reading.read();
            return null;
        } catch (IOException e) {
            if (findings.total() == 0) {
                throw e;
            }
            return String.valueOf(e.getMessage());
        }
    }

    /**
     * What was signed: kept by the caller, and beside the entries. Whatever is not believed is a fault; but a topic holds the
     * notes of earlier keys too, which say nothing to whoever pinned others.
     */
    private List<Witnessed> checkpoints(EntrySource source, Optional<Trust> trust, Findings findings)
            throws IOException {
        List<Witnessed> opened = new ArrayList<>();
        for (Path file : keptCheckpoints.files()) {
            kept(file, trust, findings, opened);
        }
        List<byte[]> signed = source instanceof KafkaTopic topic && trust.isPresent()
                ? topic.checkpoints(trust.get()::names)
                : source.checkpoints();
        if (source instanceof KafkaTopic topic && topic.checkpointsUnwanted() > 0) {
            console.note(topic.checkpointsUnwanted() + " checkpoints beside " + source.name()
                    + " name no pinned key, and say nothing");
        }
        if (source instanceof KafkaTopic topic && topic.checkpointsPassedOver() > 0) {
            notCompared.add(topic.checkpointsPassedOver() + " checkpoints beside " + source.name()
                    + ": of each doubling of the ledger, the newest one is");
        }
        for (byte[] note : signed) {
            open(note, besides(source), true, trust, findings).ifPresent(opened::add);
        }
        if (opened.isEmpty() && findings.total() == 0 && trust.isPresent()) {
            findings.fault(new Fault.OfLedger(
                    LedgerKind.NO_CHECKPOINT,
                    "a signed checkpoint beside " + source.name() + " or given with --checkpoint",
                    "none"));
        }
        return opened;
    }

    private void kept(Path file, Optional<Trust> trust, Findings findings, List<Witnessed> opened) throws IOException {
        CheckpointFile kept = CheckpointFile.read(file);
        if (kept.cutShort() > 0) {
            notCompared.add(kept.cutShort() + " checkpoints in " + file + " end too soon, as after a crash");
        }
        for (byte[] note : kept.notes()) {
            open(note, file.toString(), false, trust, findings).ifPresent(opened::add);
        }
    }

    /** Only what the entries are compared with counts: a witness of another checkpoint said nothing of them. */
    private static void requireWitnesses(Optional<Trust> trust, List<Witnessed> compared, Findings findings) {
        trust.ifPresent(pinned ->
                pinned
                        .missing(compared.stream()
                                .flatMap(each -> each.cosignatures().stream())
                                .toList())
                        .stream()
                        .forEach(witness -> findings.fault(new Fault.OfLedger(
                                LedgerKind.WITNESS, "a checkpoint that " + witness.name() + " cosigned", "none"))));
    }

    private static String besides(EntrySource source) {
        return "the checkpoint of " + source.name();
    }

    private static Optional<Witnessed> open(
            byte[] note, String from, boolean beside, Optional<Trust> trust, Findings findings) {
        try {
            Trust.Believed said = trust.isPresent()
                    ? trust.get().open(note)
                    : new Trust.Believed(Checkpoint.parse(SignedNote.parse(note).text()), List.of());
            return Optional.of(new Witnessed(said.checkpoint(), said.cosignatures(), from, beside));
        } catch (NotVerified e) {
            findings.fault(new Fault.OfLedger(
                    LedgerKind.CHECKPOINT,
                    trust.map(pinned -> "a checkpoint of " + pinned.origin() + " that a pinned key signed, in " + from)
                            .orElse("a checkpoint in " + from),
                    reason(e)));
            return Optional.empty();
        }
    }

    private static String reason(NotVerified e) {
        return e instanceof Malformed malformed
                ? malformed.fault() + ": " + e.getMessage()
                : String.valueOf(e.getMessage());
    }

    private int told(
            EntrySource source,
            Optional<Trust> trust,
            Findings findings,
            List<Witnessed> checkpoints,
            long entries,
            long covered,
            @Nullable String unread) {
        boolean holds = findings.total() == 0;
        ObjectNode result = Console.result();
        result.put("source", source.name());
        result.put("holds", holds);
        result.put("signed", trust.isPresent());
        result.put("entries", entries);
        result.put("covered", covered);
        result.put("checkpoints", checkpoints.size());
        notCompared.forEach(result.withArray("notCompared")::add);
        if (unread != null) {
            result.put("unread", unread);
        }
        uncovered(source, checkpoints, entries)
                .ifPresent(
                        from -> result.putObject("notCovered").put("from", from).put("to", entries - 1));
        ArrayNode witnessed = result.putArray("witnessed");
        checkpoints.forEach(each -> each.cosignatures()
                .forEach(cosignature -> witnessed
                        .addObject()
                        .put("by", cosignature.witness().name())
                        .put("at", cosignature.time().toString())
                        .put("size", each.checkpoint().size())));
        result.set("decidedAgain", Console.json(findings.counts()));
        result.set("notDecidedAgain", Console.json(findings.undecided()));
        result.put("faultsFound", findings.total());
        result.set("faults", Console.json(findings.faults()));
        console.say(result);
        findings.faults().forEach(fault -> console.say(fault.line()));
        if (unread != null) {
            console.say("and then it could not be read: " + unread);
        }
        console.say((holds ? "holds: " : "DOES NOT HOLD: ") + entries + " entries of " + source.name() + ", "
                + covered + " of them under " + checkpoints.size() + " checkpoints"
                + (trust.isPresent() ? "" : " whose signatures nobody checked"));
        checkpoints.forEach(each -> each.cosignatures()
                .forEach(cosignature ->
                        console.say("witnessed by " + cosignature.witness().name() + " at " + cosignature.time() + ": "
                                + each.checkpoint().size() + " entries")));
        uncovered(source, checkpoints, entries)
                .ifPresent(from -> console.say("NOT COVERED: positions " + from + " to " + (entries - 1)
                        + ", which no checkpoint that was given is of"));
        notCompared.forEach(what -> console.say("not compared: " + what));
        tell("decided again", findings.counts());
        tell("not decided again", findings.undecided());
        return (holds ? ExitCode.HOLDS : ExitCode.DOES_NOT_HOLD).code();
    }

    /** From which position on entries were read of which no checkpoint speaks; a bundle's are all under its own. */
    private static OptionalLong uncovered(EntrySource source, List<Witnessed> checkpoints, long entries) {
        long largest = checkpoints.stream()
                .mapToLong(each -> each.checkpoint().size())
                .max()
                .orElse(0);
        return source instanceof EvidenceBundle || entries <= largest ? OptionalLong.empty() : OptionalLong.of(largest);
    }

    private void tell(String what, Map<String, Long> counts) {
        counts.forEach((name, count) -> console.say(what + ": " + count + " " + name));
    }
}

package dev.releaseledger.auditor.replay;

import dev.releaseledger.auditor.report.ExitCode;
import dev.releaseledger.auditor.report.Printable;
import dev.releaseledger.auditor.source.EntrySource;
import dev.releaseledger.auditor.source.SourceOptions;
import dev.releaseledger.events.refusal.RefusalEvent;
import dev.releaseledger.events.release.ReleaseEvent;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Goes through a history step by step. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Goes through the history of a release, a stream or everything, entry by entry: who said what, what its stream"
                    + " meant before and after, and what changed. What this version does not understand is said and"
                    + " passed over.",
            "Believes the entries as they are: see verify."
        })
public final class Replay implements Callable<Integer> {
    private static final int WIDTH = 160;
    private static final int MOST_NAMED = 5;

    @Mixin
    private final SourceOptions source = new SourceOptions();

    @Option(
            names = "--stream",
            paramLabel = "STREAM",
            description = "Only this stream, e.g. release/<id> or policy/<product>; may be repeated.")
    private final List<String> streams = new ArrayList<>();

    @Option(
            names = "--release",
            paramLabel = "ID",
            description = "Only this release, with what was refused about it; may be repeated.")
    private final List<UUID> releases = new ArrayList<>();

    @Option(
            names = "--to",
            paramLabel = "POSITION|TIME",
            description = "Up to this position, or to what there was by this time (2025-03-15T10:00:00Z).")
    private @Nullable String to;

    @Option(
            names = "--clock",
            paramLabel = "recorded|claimed",
            description = "Which time --to means: when the ledger recorded it (default), or when it is claimed to have"
                    + " happened, which leaves out what is claimed of later.")
    private @Nullable String clock;

    @Option(names = "--whole", description = "Print states whole, and values however long.")
    private boolean whole;

    @Option(
            names = {"--json", "--ndjson"},
            description = "Print one JSON object an entry: position, stream, sequence, type, before, after, and the"
                    + " difference as a JSON Patch (RFC 6902).")
    private boolean json;

    @Option(
            names = "--interactive",
            description = "Wait after each entry: Enter for the next one, q to end. Only on a terminal.")
    private boolean interactive;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it.
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Until until = until();
        Set<String> wanted = wanted();
        Pause pause = interactive ? Pause.onTerminal(spec.commandLine()) : Pause.NEVER;
        Run run = new Run(wanted, until, pause);
        try (EntrySource entries = source.open()) {
            entries.read(0, run::entry);
        }
        return run.end();
    }

    private Until until() {
        Until.Clock by = clock();
        try {
            if (to == null && by == Until.Clock.CLAIMED) {
                throw new IllegalArgumentException("--clock goes with --to and a time");
            }
            return to == null ? new Until.End() : Until.parse(to, by);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private Until.Clock clock() {
        return switch (clock == null ? "recorded" : clock) {
            case "recorded" -> Until.Clock.RECORDED;
            case "claimed" -> Until.Clock.CLAIMED;
            default -> throw new ParameterException(spec.commandLine(), "--clock is recorded or claimed, not " + clock);
        };
    }

    /** The streams that are asked for; none where everything is. */
    private Set<String> wanted() {
        Set<String> wanted = new HashSet<>(streams);
        for (UUID release : releases) {
            String stream = ReleaseEvent.stream(release);
            wanted.add(stream);
            wanted.add(RefusalEvent.stream(stream));
        }
        return wanted;
    }

    /** One replay. */
    private final class Run {
        private final Set<String> wanted;
        private final Until until;
        private final Pause pause;
        private final Replayer replayer = new Replayer();
        private final StepAsText asText = new StepAsText(whole, WIDTH);
        private final PrintWriter out = spec.commandLine().getOut();
        private final Positions notKnown = new Positions();
        private final Positions broken = new Positions();
        private long steps;

        Run(Set<String> wanted, Until until, Pause pause) {
            this.wanted = wanted;
            this.until = until;
            this.pause = pause;
        }

        boolean entry(long position, byte[] buffer, int offset, int length) {
            Glance glance = Glance.at(Arrays.copyOfRange(buffer, offset, offset + length));
            Until.Verdict verdict = until.judge(position, glance);
            if (verdict != Until.Verdict.WITHIN) {
                return verdict != Until.Verdict.PAST_THE_END;
            }
            String stream = glance.stream();
            // What does not even name its stream could be of any.
            if (!wanted.isEmpty() && stream != null && !wanted.contains(stream)) {
                return true;
            }
            Step step = replayer.next(position, glance);
            steps++;
            switch (step.outcome()) {
                case Step.Outcome.Followed followed -> {}
                case Step.Outcome.NotKnown unknown -> notKnown.add(position);
                case Step.Outcome.Broken cannotFollow -> broken.add(position);
            }
            if (json) {
                out.println(Printable.of(StepAsJson.line(step)));
            } else {
                out.println(asText.text(step));
            }
            return !out.checkError() && pause.goOn();
        }

        int end() {
            PrintWriter err = spec.commandLine().getErr();
            err.println(steps + (steps == 1 ? " entry" : " entries") + " of " + replayer.streams()
                    + (replayer.streams() == 1 ? " stream" : " streams") + " replayed");
            if (steps == 0 && !wanted.isEmpty()) {
                err.println("nothing was said in " + String.join(" or ", wanted) + " up to there");
            }
            notKnown.say("not understood by this version", err);
            broken.say("cannot follow on what came before", err);
            return (broken.any() ? ExitCode.DOES_NOT_HOLD : ExitCode.HOLDS).code();
        }
    }

    /** How many entries, and where the first few are. */
    private static final class Positions {
        private final List<Long> first = new ArrayList<>();
        private long count;

        void add(long position) {
            if (first.size() < MOST_NAMED) {
                first.add(position);
            }
            count++;
        }

        boolean any() {
            return count > 0;
        }

        void say(String what, PrintWriter err) {
            if (count > 0) {
                String positions =
                        String.join(", ", first.stream().map(String::valueOf).toList());
                err.println(what + ": " + count + (count == 1 ? ", at position " : ", at positions ") + positions
                        + (count > first.size() ? ", …" : ""));
            }
        }
    }
}

package dev.releaseledger.auditor.report;

import dev.releaseledger.events.envelope.EntryJson;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** How a command speaks: a mixin with {@code --json}. Results go to standard output, everything else to standard error. */
public final class Console {
    @Option(names = "--json", description = "Print the result as one JSON object.")
    private boolean json;

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // picocli sets it, or does not call us.
    private CommandSpec spec;

    /** Whether the result is to be one JSON object. */
    public boolean isJson() {
        return json;
    }

    /** A line of the result, for people; silent with {@code --json}. */
    public void say(String line) {
        if (!json) {
            spec.commandLine().getOut().println(Printable.of(line));
        }
    }

    /** The result, for programs; silent without {@code --json}. */
    public void say(ObjectNode result) {
        if (json) {
            spec.commandLine().getOut().println(Printable.of(EntryJson.mapper().writeValueAsString(result)));
        }
    }

    /**
     * The result of what does not hold.
     *
     * @param words what did not come about, for people
     * @return the exit code
     */
    public int fails(String words, Fault fault) {
        say(words + ": " + fault.line());
        ObjectNode result = result();
        result.put("holds", false);
        result.set("faults", json(List.of(fault)));
        say(result);
        return ExitCode.DOES_NOT_HOLD.code();
    }

    /** A message beside the result. */
    public void note(String line) {
        spec.commandLine().getErr().println(Printable.of(line));
    }

    /** An empty result. */
    public static ObjectNode result() {
        return EntryJson.mapper().createObjectNode();
    }

    /** Faults as JSON: position where it is known, kind, expected, actual. */
    public static ArrayNode json(Iterable<Fault> faults) {
        ArrayNode all = EntryJson.mapper().createArrayNode();
        for (Fault fault : faults) {
            ObjectNode one = all.addObject();
            fault.position().ifPresent(position -> one.put("position", position));
            one.put("kind", fault.kind()).put("expected", fault.expected()).put("actual", fault.actual());
        }
        return all;
    }

    /** Numbers under their names, in the map's order. */
    public static ObjectNode json(Map<String, Long> counts) {
        ObjectNode all = EntryJson.mapper().createObjectNode();
        counts.forEach(all::put);
        return all;
    }
}

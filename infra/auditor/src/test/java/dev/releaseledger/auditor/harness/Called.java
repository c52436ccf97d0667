package dev.releaseledger.auditor.harness;

import dev.releaseledger.auditor.Auditor;
import dev.releaseledger.events.envelope.EntryJson;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * What came of calling the command line.
 *
 * @param exitCode how it ended
 * @param out what it printed as its result
 * @param err what else it said
 */
public record Called(int exitCode, String out, String err) {
    /** Calls it with these words, each turned into text. */
    public static Called with(Object... words) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exitCode = Auditor.run(
                new PrintWriter(out, true),
                new PrintWriter(err, true),
                Stream.of(words).map(Object::toString).toArray(String[]::new));
        return new Called(exitCode, out.toString(), err.toString());
    }

    /** The result as lines of JSON. */
    public List<JsonNode> lines() {
        return out.lines().map(line -> EntryJson.mapper().readTree(line)).toList();
    }

    /** The result as one JSON object. */
    public JsonNode json() {
        return EntryJson.mapper().readTree(out);
    }
}

package dev.releaseledger.auditor.replay;

import dev.releaseledger.auditor.difference.Difference;
import dev.releaseledger.auditor.difference.Differences;
import dev.releaseledger.events.envelope.EntryJson;
import dev.releaseledger.events.envelope.Envelope;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A step as one line of NDJSON. */
final class StepAsJson {
    private StepAsJson() {}

    static String line(Step step) {
        Glance entry = step.entry();
        ObjectNode line = EntryJson.mapper().createObjectNode();
        line.put("position", step.position());
        put(line, "stream", entry.stream());
        put(line, "sequence", entry.sequence());
        put(line, "type", entry.type());
        put(line, "recordedAt", entry.recordedAt());
        put(line, "claimedAt", entry.claimedAt());
        Envelope envelope = entry.envelope();
        if (envelope != null) {
            put(line, "actor", envelope.attribution().actor());
            ArrayNode roles = line.putArray("roles");
            envelope.attribution().roles().stream().sorted().forEach(role -> roles.add(role.claim()));
            line.set("data", envelope.data());
        }
        switch (step.outcome()) {
            case Step.Outcome.Followed followed -> {}
            case Step.Outcome.NotKnown notKnown -> line.put("notUnderstood", notKnown.reason());
            case Step.Outcome.Broken broken -> line.put("broken", broken.reason());
        }
        put(line, "incompleteSince", step.incompleteSince());
        line.set("before", Differences.json(step.before()));
        line.set("after", Differences.json(step.after()));
        ArrayNode patch = line.putArray("diff");
        step.changes().stream().map(Difference::operation).forEach(patch::add);
        return line.toString();
    }

    private static void put(ObjectNode line, String name, @Nullable Object value) {
        if (value != null) {
            line.set(name, EntryJson.mapper().valueToTree(value));
        }
    }
}

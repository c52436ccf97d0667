package dev.releaseledger.events.flag.evaluate;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Where an attribute is in a context: under its whole name, or else within objects, one for each dot. */
final class AttributePath {
    private final String name;
    private final String[] steps;

    AttributePath(String name) {
        this.name = name;
        this.steps = name.split("\\.", -1);
    }

    /** The attribute; null where it is missing, or JSON's null. */
    @Nullable
    JsonNode in(EvaluationContext context) {
        JsonNode found = context.attributes().get(name);
        if (found == null && steps.length > 1) {
            found = context.attributes();
            for (int i = 0; i < steps.length && found != null; i++) {
                found = found.get(steps[i]);
            }
        }
        return found == null || found.isNull() ? null : found;
    }
}

package dev.releaseledger.events.flag.evaluate;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Whom a flag is evaluated for.
 *
 * @param attributes a JSON object: what is known of them; {@code targetingKey} is what tells them from others
 */
public record EvaluationContext(JsonNode attributes) {
    private static final String TARGETING_KEY = "targetingKey";

    /** What tells them from others; null where that is not text, or empty. */
    public @Nullable String targetingKey() {
        JsonNode key = attributes.get(TARGETING_KEY);
        return key != null && key.isString() && !key.stringValue().isEmpty() ? key.stringValue() : null;
    }
}

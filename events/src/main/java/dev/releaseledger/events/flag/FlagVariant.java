package dev.releaseledger.events.flag;

import dev.releaseledger.events.envelope.JsonOf;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeType;

/**
 * Something that a flag can serve.
 *
 * @param name what it is called
 * @param value what code gets
 */
public record FlagVariant(
        String name,

        @JsonOf({JsonNodeType.BOOLEAN, JsonNodeType.STRING, JsonNodeType.NUMBER, JsonNodeType.OBJECT})
        JsonNode value) {
    /** How many a flag has at most. */
    public static final int MOST = 50;

    /** How many characters a name has at most. */
    public static final int LONGEST_NAME = 100;
}

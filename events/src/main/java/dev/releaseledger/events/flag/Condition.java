package dev.releaseledger.events.flag;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.releaseledger.events.envelope.JsonOf;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeType;

/**
 * Whom a rule is about. In JSON each kind is known by its first field. There are no regular expressions: some take longer than
 * the universe lasts.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.DEDUCTION)
@JsonSubTypes({
    @JsonSubTypes.Type(Condition.All.class),
    @JsonSubTypes.Type(Condition.Any.class),
    @JsonSubTypes.Type(Condition.Not.class),
    @JsonSubTypes.Type(Condition.Comparison.class)
})
public sealed interface Condition {
    /**
     * Each of them holds.
     *
     * @param all conditions that all hold
     */
    record All(List<Condition> all) implements Condition {
        public All {
            all = List.copyOf(all);
        }
    }

    /**
     * One of them holds.
     *
     * @param any conditions of which one holds
     */
    record Any(List<Condition> any) implements Condition {
        public Any {
            any = List.copyOf(any);
        }
    }

    /**
     * It does not hold. So a negated comparison holds of an attribute that is missing, or that cannot be compared; {@link
     * Operator#PRESENT} beside it leaves those out.
     *
     * @param not a condition that does not hold
     */
    record Not(Condition not) implements Condition {}

    /**
     * An attribute compares so. It does not hold of an attribute that is missing or of another kind than the operator takes.
     *
     * @param attribute the attribute of the evaluation context; a dot leads into an object
     * @param operator how it compares
     * @param values what it is compared with: one of them is enough
     */
    record Comparison(
            String attribute,
            Operator operator,
            List<@JsonOf({JsonNodeType.BOOLEAN, JsonNodeType.STRING, JsonNodeType.NUMBER}) JsonNode> values)
            implements Condition {
        public Comparison {
            values = List.copyOf(values);
        }
    }
}

package dev.releaseledger.events.flag;

import tools.jackson.databind.JsonNode;

/** Of what type a flag's values are. */
public enum FlagValueType {
    /** True or false. */
    BOOLEAN,
    /** Text. */
    STRING,
    /** Numbers. */
    NUMBER,
    /** JSON objects. */
    OBJECT;

    /** Whether this value is of the type. */
    public boolean fits(JsonNode value) {
        return switch (this) {
            case BOOLEAN -> value.isBoolean();
            case STRING -> value.isString();
            case NUMBER -> value.isNumber();
            case OBJECT -> value.isObject();
        };
    }
}

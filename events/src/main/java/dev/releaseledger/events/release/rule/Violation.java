package dev.releaseledger.events.release.rule;

import dev.releaseledger.events.rule.NamedRule;

/**
 * What a rule found.
 *
 * @param rule the rule's name
 * @param kind of what kind the refusal is
 * @param reason what was found and what would be right, for people
 */
public record Violation(String rule, Kind kind, String reason) {

    /** Whether it is this rule's. */
    public boolean isOf(Class<? extends NamedRule> violated) {
        return rule.equals(violated.getSimpleName());
    }

    /** Of what kind a refusal is. In doubt, the first kind among several violations tells. */
    public enum Kind {
        /** A right is missing. */
        FORBIDDEN,
        /** The state does not allow it. */
        CONFLICT,
        /** It can never be allowed as it was asked. */
        UNPROCESSABLE
    }
}

package dev.releaseledger.events.flag;

/**
 * Whom a flag serves what, whatever its rollout has reached.
 *
 * @param id unique among the flag's rules
 * @param when whom it is about
 * @param serve the name of the variant for them
 */
public record TargetingRule(String id, Condition when, String serve) {}

package dev.releaseledger.query.finding.rule;

/**
 * Between which entries of a stream something that should be there is not.
 *
 * @param after the position after which it is looked for
 * @param before the position before which it should be there
 */
public record Absence(long after, long before) {}

package dev.releaseledger.query.finding.rule;

/** How grave a finding is, the gravest first. */
public enum Severity {
    /** Users were, or could have been, hurt with nothing to protect them. */
    HIGH,
    /** The process was left where it protects users. */
    MEDIUM,
    /** Something is left to do. */
    LOW
}

package dev.releaseledger.importer.mapping;

/** The categories of changes. */
public enum Category {
    FEATURE,
    IMPROVEMENT,
    FIX,
    BREAKING,
    INTERNAL
}

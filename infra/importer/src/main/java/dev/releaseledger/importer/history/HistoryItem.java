package dev.releaseledger.importer.history;

/** One thing read from a history. */
public sealed interface HistoryItem permits Tag, Unreadable {}

package dev.releaseledger.query.finding.rule;

import java.time.Instant;

/**
 * Where in the ledger something became so.
 *
 * @param position the entry that made it so
 * @param at when that happened: the claimed time of backfilled history, otherwise the recorded time
 */
public record Place(long position, Instant at) {}

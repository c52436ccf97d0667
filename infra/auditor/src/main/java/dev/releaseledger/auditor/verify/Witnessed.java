package dev.releaseledger.auditor.verify;

import dev.releaseledger.events.ledger.Checkpoint;

/**
 * A checkpoint that entries are compared with.
 *
 * @param checkpoint what was signed
 * @param from where it comes from, for messages
 */
record Witnessed(Checkpoint checkpoint, String from) {}

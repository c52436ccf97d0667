package dev.releaseledger.command.append;

import java.time.Instant;

/**
 * The answer that a command with this key got.
 *
 * @param bodyDigest a digest of what was asked; the same key with another body deserves no answer
 * @param position the last position that the answer knew of; -1 while the ledger was empty
 * @param recorded when it was kept; 30 days later it may go
 */
public record Receipt(ReceiptKey key, String bodyDigest, Answer answer, long position, Instant recorded) {}

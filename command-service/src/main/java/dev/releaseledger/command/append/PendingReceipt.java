package dev.releaseledger.command.append;

import java.util.function.Function;

/**
 * A receipt that waits for the places that its answer tells.
 *
 * @param bodyDigest a digest of what was asked
 * @param answer writes the answer. Runs while the head of the ledger is locked, perhaps more than once: quick and pure
 */
public record PendingReceipt(ReceiptKey key, String bodyDigest, Function<AppendOutcome.Appended, Answer> answer) {}

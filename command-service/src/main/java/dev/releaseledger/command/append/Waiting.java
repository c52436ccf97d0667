package dev.releaseledger.command.append;

import java.util.concurrent.CompletableFuture;

/**
 * An append and who waits for its outcome.
 *
 * @param since when it came, as {@link System#nanoTime} counts
 * @param maxBytes the most bytes that its entries can take
 */
record Waiting(Append append, CompletableFuture<AppendOutcome> outcome, long since, long maxBytes) {
    Waiting(Append append) {
        this(append, new CompletableFuture<>(), System.nanoTime(), append.maxBytes());
    }
}

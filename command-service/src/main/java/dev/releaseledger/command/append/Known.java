package dev.releaseledger.command.append;

import java.util.Map;

/**
 * What a transaction found of all that a batch touches.
 *
 * @param sequences the last sequence by stream; what is not in it does not exist
 * @param claims the holder by claim; what is not in it is free
 * @param receipts by key
 */
record Known(Map<String, Long> sequences, Map<String, String> claims, Map<ReceiptKey, Receipt> receipts) {}

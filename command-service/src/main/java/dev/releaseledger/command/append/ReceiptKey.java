package dev.releaseledger.command.append;

import java.util.UUID;

/**
 * What makes two commands the same: who sent them, where to, and the key that the sender chose.
 *
 * @param actor the sender's directory id
 * @param method the HTTP method
 * @param path the path without the query
 * @param key the Idempotency-Key
 */
public record ReceiptKey(UUID actor, String method, String path, String key) {}

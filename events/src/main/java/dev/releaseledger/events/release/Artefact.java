package dev.releaseledger.events.release;

import org.jspecify.annotations.Nullable;

/**
 * What is deployed.
 *
 * @param name its name in the registry that holds it
 * @param digest {@code sha256:<hex>} of its bytes, where it is known
 */
public record Artefact(String name, @Nullable String digest) {}

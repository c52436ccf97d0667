package dev.releaseledger.query.generation;

import org.jspecify.annotations.Nullable;

/**
 * How far the read side is.
 *
 * @param generation the generation that answers queries
 * @param nextPosition the first position that is not projected
 * @param stopped why projecting was stopped for good; null while it runs
 */
public record Head(
        Generation generation, long nextPosition, @Nullable String stopped) {}

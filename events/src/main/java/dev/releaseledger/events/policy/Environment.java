package dev.releaseledger.events.policy;

import dev.releaseledger.events.release.Stage;
import org.jspecify.annotations.Nullable;

/**
 * Somewhere that releases are deployed to.
 *
 * @param stage the stage that it belongs to, so that the stages before it are approved first; null for one that is free to
 *     deploy to at any time
 */
public record Environment(@Nullable Stage stage) {}

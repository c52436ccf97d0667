package dev.releaseledger.events.release;

import dev.releaseledger.events.envelope.EventName;
import org.jspecify.annotations.Nullable;

/**
 * The release is done: deployed, verified, watched, and every item closed.
 *
 * @param comment what the person wanted to add
 */
@EventName("release.release-completed.v1")
public record ReleaseCompleted(@Nullable String comment) implements ReleaseEvent {}

package dev.releaseledger.events.release;

import dev.releaseledger.events.envelope.EventName;
import java.time.Instant;
import java.util.UUID;

/**
 * The time for which a verified deployment is to be watched has passed, and what reports of it may take to be recorded.
 *
 * @param deploymentId the deployment
 * @param verifiedAt when it was verified
 * @param until when its watch was over
 */
@EventName("release.watch-passed.v1")
public record WatchPassed(UUID deploymentId, Instant verifiedAt, Instant until) implements ReleaseEvent {}

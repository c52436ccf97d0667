package dev.releaseledger.events.release;

import dev.releaseledger.events.envelope.EventName;
import java.time.Instant;

/**
 * For a while, the release may be deployed to one environment in spite of its window or of a freeze.
 *
 * @param constraint what no longer keeps it from being deployed
 * @param environment where to
 * @param reason why
 * @param until up to and without this
 */
@EventName("release.override-granted.v1")
public record OverrideGranted(Constraint constraint, String environment, String reason, Instant until)
        implements ReleaseEvent {}

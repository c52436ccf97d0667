package dev.releaseledger.events.release;

import dev.releaseledger.events.envelope.EventName;
import java.util.List;
import java.util.UUID;

/**
 * What was measured of a deployment since this was last said, each report as it came.
 *
 * @param deploymentId the deployment
 * @param verdict what the reports so far say, these among them
 * @param baseline what they are compared with
 * @param reports the reports in their order
 */
@EventName("release.health-reported.v1")
public record HealthReported(UUID deploymentId, HealthVerdict verdict, Baseline baseline, List<HealthReport> reports)
        implements ReleaseEvent {
    public HealthReported {
        reports = List.copyOf(reports);
    }
}

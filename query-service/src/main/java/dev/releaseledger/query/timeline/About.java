package dev.releaseledger.query.timeline;

import dev.releaseledger.events.envelope.Event;
import dev.releaseledger.events.flag.FlagCleanedUp;
import dev.releaseledger.events.flag.FlagDefined;
import dev.releaseledger.events.flag.FlagDisabled;
import dev.releaseledger.events.flag.FlagEvent;
import dev.releaseledger.events.flag.FlagLinked;
import dev.releaseledger.events.flag.FlagUnlinked;
import dev.releaseledger.events.freeze.FreezeEvent;
import dev.releaseledger.events.incident.IncidentEvent;
import dev.releaseledger.events.incident.IncidentLink;
import dev.releaseledger.events.incident.IncidentLinked;
import dev.releaseledger.events.incident.IncidentOpened;
import dev.releaseledger.events.incident.ReReleasePlanned;
import dev.releaseledger.events.policy.PolicyEvent;
import dev.releaseledger.events.release.Deployment;
import dev.releaseledger.events.release.DeploymentStarted;
import dev.releaseledger.events.release.HealthReported;
import dev.releaseledger.events.release.OverrideGranted;
import dev.releaseledger.events.release.Release;
import dev.releaseledger.events.release.Rollback;
import dev.releaseledger.events.release.RollbackEvent;
import dev.releaseledger.events.release.RollbackTriggered;
import dev.releaseledger.events.release.RunningDeploymentEvent;
import dev.releaseledger.events.release.TriggerFired;
import dev.releaseledger.events.release.WatchPassed;
import dev.releaseledger.query.entry.StreamName;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What an entry is about; what does not apply is null.
 *
 * @param named the product, where the stream's name or the event itself says it
 * @param place the environment, where the event itself says it
 */
public record About(
        @Nullable String named,
        @Nullable String place,
        @Nullable UUID releaseId,
        @Nullable UUID deploymentId,
        @Nullable UUID rollbackId,
        @Nullable UUID incidentId,
        @Nullable UUID flagId) {
    private static final String FREEZES = FreezeEvent.stream("");
    private static final String POLICIES = PolicyEvent.stream("");

    static About of(String stream, Event event, @Nullable Release release) {
        StreamName name = StreamName.of(stream);
        UUID releaseId = name instanceof StreamName.OfRelease(UUID id) ? id : null;
        return switch (event) {
            case DeploymentStarted started ->
                new About(null, started.environment(), releaseId, started.deploymentId(), null, null, null);
            case RunningDeploymentEvent running ->
                new About(null, null, releaseId, running.deploymentId(), null, null, null);
            case HealthReported reported -> new About(null, null, releaseId, reported.deploymentId(), null, null, null);
            case WatchPassed passed -> new About(null, null, releaseId, passed.deploymentId(), null, null, null);
            case TriggerFired fired ->
                new About(null, null, releaseId, fired.deploymentId(), fired.rollbackId(), null, null);
            case RollbackTriggered triggered ->
                new About(null, null, releaseId, triggered.deploymentId(), triggered.rollbackId(), null, null);
            case RollbackEvent said ->
                new About(null, null, releaseId, takenBack(said.rollbackId(), release), said.rollbackId(), null, null);
            case OverrideGranted override -> new About(null, override.environment(), releaseId, null, null, null, null);
            case IncidentEvent said -> ofIncident(name, said);
            case FlagEvent said -> ofFlag(name, said);
            default -> new About(product(stream), null, releaseId, null, null, null, null);
        };
    }

    /** Links lead to one thing each; where there are several, the timeline of the incident follows them all. */
    private static About ofIncident(StreamName name, IncidentEvent event) {
        UUID incidentId = name instanceof StreamName.OfIncident(UUID id) ? id : null;
        return switch (event) {
            case IncidentOpened opened ->
                new About(opened.product(), opened.environment(), null, null, null, incidentId, null);
            case IncidentLinked linked -> linked(linked.link(), incidentId);
            case ReReleasePlanned planned -> new About(null, null, planned.releaseId(), null, null, incidentId, null);
            default -> new About(null, null, null, null, null, incidentId, null);
        };
    }

    private static About linked(IncidentLink link, @Nullable UUID incidentId) {
        return new About(null, null, link.releaseId(), link.deploymentId(), link.rollbackId(), incidentId, null);
    }

    /** The product is the flag's own: of another's release it says nothing of that one's product. */
    private static About ofFlag(StreamName name, FlagEvent event) {
        UUID flagId = name instanceof StreamName.OfFlag(UUID id) ? id : null;
        return switch (event) {
            case FlagDefined defined ->
                new About(defined.product(), null, defined.releaseId(), null, null, null, flagId);
            case FlagLinked linked -> new About(null, null, linked.releaseId(), null, null, null, flagId);
            case FlagUnlinked unlinked -> new About(null, null, unlinked.releaseId(), null, null, null, flagId);
            case FlagDisabled disabled ->
                new About(null, null, disabled.releaseId(), null, disabled.rollbackId(), null, flagId);
            case FlagCleanedUp cleanedUp -> new About(null, null, cleanedUp.releaseId(), null, null, null, flagId);
            default -> new About(null, null, null, null, null, null, flagId);
        };
    }

    private static @Nullable UUID takenBack(UUID rollbackId, @Nullable Release release) {
        Rollback rollback = release == null ? null : release.rollbacks().get(rollbackId);
        return rollback == null ? null : rollback.demand().deploymentId();
    }

    private static @Nullable String product(String stream) {
        if (stream.startsWith(FREEZES)) {
            return stream.substring(FREEZES.length());
        }
        return stream.startsWith(POLICIES) ? stream.substring(POLICIES.length()) : null;
    }

    @Nullable
    String product(@Nullable Release release) {
        return release == null ? named : release.plan().product();
    }

    @Nullable
    String environment(@Nullable Release release) {
        if (place != null || release == null || deploymentId == null) {
            return place;
        }
        Deployment deployment = release.deployments().get(deploymentId);
        return deployment == null ? null : deployment.environment();
    }
}

package dev.releaseledger.events.incident;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that an incident has to do with: a release, one of its deployments, a rollback of that, or an alert.
 *
 * @param releaseId the release; null for an alert
 * @param deploymentId the release's deployment; null for a release as a whole
 * @param rollbackId the deployment's rollback; null where it is not about one
 * @param alert the alert; null where it is none
 */
public record IncidentLink(
        @Nullable UUID releaseId,
        @Nullable UUID deploymentId,
        @Nullable UUID rollbackId,
        @Nullable Alert alert) {
    /**
     * An alert of monitoring.
     *
     * @param name what the alert is called
     * @param fingerprint what tells its series from others of its name
     * @param startsAt since when it is firing
     */
    public record Alert(String name, String fingerprint, Instant startsAt) {}

    /** To a release as a whole. */
    public static IncidentLink toRelease(UUID releaseId) {
        return new IncidentLink(releaseId, null, null, null);
    }

    /** To a deployment. */
    public static IncidentLink toDeployment(UUID releaseId, UUID deploymentId) {
        return new IncidentLink(releaseId, deploymentId, null, null);
    }

    /** To a rollback. */
    public static IncidentLink toRollback(UUID releaseId, UUID deploymentId, UUID rollbackId) {
        return new IncidentLink(releaseId, deploymentId, rollbackId, null);
    }

    /** To an alert. */
    public static IncidentLink toAlert(Alert alert) {
        return new IncidentLink(null, null, null, alert);
    }

    /** Whether it leads to one thing, named in full. */
    boolean leadsSomewhere() {
        return alert != null
                ? releaseId == null && deploymentId == null && rollbackId == null
                : releaseId != null && (deploymentId != null || rollbackId == null);
    }
}

package dev.releaseledger.command.incident.open;

import dev.releaseledger.command.rest.Id;
import dev.releaseledger.command.rest.ShortLine;
import dev.releaseledger.events.incident.IncidentLink;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that an incident has to do with: a release, with it one of its deployments, with both a rollback; or an alert.
 *
 * @param releaseId the release
 * @param deploymentId the release's deployment
 * @param rollbackId the deployment's rollback
 * @param alert the alert, of which there is nothing else in the link
 */
record LinkBody(
        @Nullable UUID releaseId,
        @Nullable UUID deploymentId,
        @Nullable UUID rollbackId,
        @Nullable AlertBody alert) {
    /**
     * An alert of monitoring.
     *
     * @param name what it is called
     * @param fingerprint what tells its series from others of its name
     * @param startsAt since when it is firing
     */
    record AlertBody(@ShortLine String name, @Id String fingerprint, Instant startsAt) {}

    /** As the ledger has it. */
    IncidentLink link() {
        return new IncidentLink(
                releaseId,
                deploymentId,
                rollbackId,
                alert == null ? null : new IncidentLink.Alert(alert.name(), alert.fingerprint(), alert.startsAt()));
    }
}

package dev.releaseledger.command.incident;

import dev.releaseledger.command.append.Claims;
import dev.releaseledger.command.append.EntryReader;
import dev.releaseledger.command.desk.CommandInHand;
import dev.releaseledger.command.desk.StreamStates;
import dev.releaseledger.events.incident.IncidentEvent;
import dev.releaseledger.events.incident.IncidentLink;
import dev.releaseledger.events.incident.IncidentState;
import dev.releaseledger.events.release.Deployment;
import dev.releaseledger.events.release.Release;
import dev.releaseledger.events.release.ReleaseEvent;
import dev.releaseledger.events.release.ReleaseState;
import dev.releaseledger.events.release.Rollback;
import java.util.Optional;
import java.util.UUID;

/** What the ledger has beside an incident's own stream. */
final class LedgerBeside implements Beside {
    private final EntryReader entries;
    private final Claims claims;
    private final StreamStates<IncidentState> incidents;
    private final StreamStates<ReleaseState> releases;

    LedgerBeside(
            EntryReader entries,
            Claims claims,
            StreamStates<IncidentState> incidents,
            StreamStates<ReleaseState> releases) {
        this.entries = entries;
        this.claims = claims;
        this.incidents = incidents;
        this.releases = releases;
    }

    @Override
    public long ledgerSize() {
        return entries.nextPosition();
    }

    @Override
    public IncidentState other(UUID incidentId, CommandInHand hand) {
        String stream = IncidentEvent.stream(incidentId);
        StreamStates.Standing<IncidentState> standing = incidents.of(stream);
        hand.reads(stream, standing.sequence());
        return standing.state();
    }

    @Override
    public boolean isThere(IncidentLink link, CommandInHand hand) {
        if (link.releaseId() == null) {
            return true;
        }
        String stream = ReleaseEvent.stream(link.releaseId());
        if (has(releases.of(stream).state(), link)) {
            return true;
        }
        releases.forget(stream);
        StreamStates.Standing<ReleaseState> now = releases.of(stream);
        if (has(now.state(), link)) {
            return true;
        }
        hand.reads(stream, now.sequence());
        return false;
    }

    private static boolean has(ReleaseState state, IncidentLink link) {
        if (!(state instanceof Release release)) {
            return false;
        }
        if (link.rollbackId() != null) {
            return release.rollbacks().get(link.rollbackId()) instanceof Rollback rollback
                    && rollback.deploymentId().equals(link.deploymentId());
        }
        return link.deploymentId() == null || release.deployments().get(link.deploymentId()) instanceof Deployment;
    }

    @Override
    public Optional<String> holder(String claim) {
        return claims.holder(claim);
    }
}

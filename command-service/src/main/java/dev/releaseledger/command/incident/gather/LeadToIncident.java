package dev.releaseledger.command.incident.gather;

import dev.releaseledger.command.append.EntryReader;
import dev.releaseledger.command.automation.Deadline;
import dev.releaseledger.command.automation.EntryDue;
import dev.releaseledger.command.automation.Reactions;
import dev.releaseledger.command.release.CurrentReleases;
import dev.releaseledger.events.access.Role;
import dev.releaseledger.events.envelope.Attribution;
import dev.releaseledger.events.envelope.Envelope;
import dev.releaseledger.events.envelope.Event;
import dev.releaseledger.events.envelope.Events;
import dev.releaseledger.events.incident.IncidentClaims;
import dev.releaseledger.events.incident.IncidentLink;
import dev.releaseledger.events.incident.IncidentOrigin;
import dev.releaseledger.events.release.Deployment;
import dev.releaseledger.events.release.HotfixTriaged;
import dev.releaseledger.events.release.Release;
import dev.releaseledger.events.release.RollbackTriggered;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Leads what was recorded of a release to its incident. */
@Component
public final class LeadToIncident implements Deadline {
    static final String NAME = "incident-is-to-be-found";

    private final EntryReader entries;
    private final CurrentReleases releases;
    private final Gathering gathering;
    private final Reactions reactions;

    LeadToIncident(EntryReader entries, CurrentReleases releases, Gathering gathering, Reactions reactions) {
        this.entries = entries;
        this.releases = releases;
        this.gathering = gathering;
        // Of the roles that may open an incident, ci may do the least besides.
        this.reactions = reactions.as(Role.CI);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void passed(Due due) {
        Envelope entry = EntryDue.of(due).read(entries);
        Event event = Events.read(entry);
        releases.of(due.stream()).ifPresent(release -> {
            UUID releaseId = due.subjectId();
            if (event instanceof RollbackTriggered triggered) {
                lead(
                        ofRollback(releaseId, release, triggered, entry.attribution()),
                        entry,
                        WhenRollbackIsTriggeredThenOpenIncident.NAME);
            } else if (event instanceof HotfixTriaged triaged) {
                lead(
                        ofHotfix(releaseId, release, triaged, entry.attribution()),
                        entry,
                        WhenHotfixIsTriagedThenOpenIncident.NAME);
            }
        });
    }

    /** A refusal is on record, and asking again would change nothing. */
    private void lead(Occurrence what, Envelope entry, String reaction) {
        Optional<UUID> ignored = gathering.lead(what, command -> reactions.say(command, entry, reaction));
    }

    private static Occurrence ofRollback(UUID releaseId, Release release, RollbackTriggered event, Attribution by) {
        String product = release.plan().product();
        Deployment deployment = release.deployments().get(event.deploymentId());
        String environment = deployment == null ? null : deployment.environment();
        IncidentLink link = IncidentLink.toRollback(releaseId, event.deploymentId(), event.rollbackId());
        return new Occurrence(
                IncidentOrigin.ROLLBACK,
                product,
                environment,
                product + " " + release.plan().version() + " is taken back in " + environment + ": "
                        + event.reason().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                by.judgedAt(),
                link,
                IncidentClaims.linked(product, link).orElseThrow());
    }

    /** A hotfix goes everywhere: any incident of its product may be what it is for. */
    private static Occurrence ofHotfix(UUID releaseId, Release release, HotfixTriaged event, Attribution by) {
        String product = release.plan().product();
        return new Occurrence(
                IncidentOrigin.HOTFIX,
                product,
                null,
                product + " takes hotfix " + release.plan().version() + ": " + event.severity(),
                by.judgedAt(),
                IncidentLink.toRelease(releaseId),
                IncidentClaims.hotfix(releaseId));
    }
}

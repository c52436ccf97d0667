package dev.releaseledger.command.incident.gather;

import dev.releaseledger.command.append.EntryMetaData;
import dev.releaseledger.command.automation.Automation;
import dev.releaseledger.command.automation.Reactions;
import dev.releaseledger.command.release.CurrentReleases;
import dev.releaseledger.events.access.Role;
import dev.releaseledger.events.envelope.Attribution;
import dev.releaseledger.events.incident.IncidentClaims;
import dev.releaseledger.events.incident.IncidentLink;
import dev.releaseledger.events.incident.IncidentOrigin;
import dev.releaseledger.events.release.HotfixTriaged;
import dev.releaseledger.events.release.Release;
import java.util.UUID;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.springframework.stereotype.Component;

/** Whenever a hotfix is let into its lane, there is an incident that has to do with it. What was backfilled is over. */
@Component
public final class WhenHotfixIsTriagedThenOpenIncident implements Automation {
    static final String NAME = "when-hotfix-is-triaged-then-open-incident";

    private final CurrentReleases releases;
    private final Gathering gathering;
    private final Reactions reactions;

    WhenHotfixIsTriagedThenOpenIncident(CurrentReleases releases, Gathering gathering, Reactions reactions) {
        this.releases = releases;
        this.gathering = gathering;
        // Of the roles that may open an incident, ci may do the least besides.
        this.reactions = reactions.as(Role.CI);
    }

    @Override
    public String name() {
        return NAME;
    }

    @EventHandler
    void on(
            HotfixTriaged event,
            @MetaDataValue(EntryMetaData.ATTRIBUTION) Attribution by,
            DomainEventMessage<?> message) {
        if (by.isBackfill()) {
            return;
        }
        String stream = message.getAggregateIdentifier();
        // A refusal is on record, and asking again would change nothing.
        releases.of(stream)
                .map(release -> occurrence(CurrentReleases.idOf(stream), release, event, by))
                .ifPresent(what -> gathering.lead(what, command -> reactions.say(command, message, NAME)));
    }

    /** A hotfix goes everywhere: any incident of its product may be what it is for. */
    private static Occurrence occurrence(UUID releaseId, Release release, HotfixTriaged event, Attribution by) {
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

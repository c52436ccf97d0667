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
import dev.releaseledger.events.release.Deployment;
import dev.releaseledger.events.release.Release;
import dev.releaseledger.events.release.RollbackTriggered;
import java.util.Locale;
import java.util.Optional;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.springframework.stereotype.Component;

/** Whenever a deployment is to be taken back, there is an incident that has to do with it. What was backfilled is over. */
@Component
public final class WhenRollbackIsTriggeredThenOpenIncident implements Automation {
    static final String NAME = "when-rollback-is-triggered-then-open-incident";

    private final CurrentReleases releases;
    private final Gathering gathering;
    private final Reactions reactions;

    WhenRollbackIsTriggeredThenOpenIncident(CurrentReleases releases, Gathering gathering, Reactions reactions) {
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
            RollbackTriggered event,
            @MetaDataValue(EntryMetaData.ATTRIBUTION) Attribution by,
            DomainEventMessage<?> message) {
        if (by.isBackfill()) {
            return;
        }
        String stream = message.getAggregateIdentifier();
        // A refusal is on record, and asking again would change nothing.
        releases.of(stream)
                .flatMap(release -> occurrence(stream, release, event, by))
                .ifPresent(what -> gathering.lead(what, command -> reactions.say(command, message, NAME)));
    }

    private static Optional<Occurrence> occurrence(
            String stream, Release release, RollbackTriggered event, Attribution by) {
        return Optional.ofNullable(release.deployments().get(event.deploymentId()))
                .map(Deployment::environment)
                .map(environment -> {
                    IncidentLink link = IncidentLink.toRollback(
                            CurrentReleases.idOf(stream), event.deploymentId(), event.rollbackId());
                    String product = release.plan().product();
                    return new Occurrence(
                            IncidentOrigin.ROLLBACK,
                            product,
                            environment,
                            product + " " + release.plan().version() + " is taken back in " + environment + ": "
                                    + event.reason()
                                            .name()
                                            .toLowerCase(Locale.ROOT)
                                            .replace('_', ' '),
                            by.judgedAt(),
                            link,
                            IncidentClaims.linked(product, link).orElseThrow());
                });
    }
}

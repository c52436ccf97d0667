package dev.releaseledger.command.release.health;

import dev.releaseledger.command.append.EntryMetaData;
import dev.releaseledger.command.append.EntryReader;
import dev.releaseledger.command.append.StoredEntry;
import dev.releaseledger.command.automation.Automation;
import dev.releaseledger.command.automation.Deadlines;
import dev.releaseledger.events.envelope.Attribution;
import dev.releaseledger.events.envelope.EntryJson;
import dev.releaseledger.events.envelope.Envelope;
import dev.releaseledger.events.envelope.Events;
import dev.releaseledger.events.policy.Policies;
import dev.releaseledger.events.policy.ReleasePolicy;
import dev.releaseledger.events.release.DeploymentVerified;
import dev.releaseledger.events.release.PolicyRepinned;
import dev.releaseledger.events.release.Release;
import dev.releaseledger.events.release.ReleaseEvent;
import dev.releaseledger.events.release.ReleaseState;
import dev.releaseledger.events.release.health.Watch;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.springframework.stereotype.Component;

/** Whenever a deployment to production is verified, the end of its watch is waited for. What was backfilled is over. */
@Component
public final class WhenDeploymentIsVerifiedThenLetItsWatchPass implements Automation {
    private static final int PAGE = 500;

    private final EntryReader reader;
    private final Deadlines deadlines;
    private final Policies policies;

    WhenDeploymentIsVerifiedThenLetItsWatchPass(EntryReader reader, Deadlines deadlines, Policies policies) {
        this.reader = reader;
        this.deadlines = deadlines;
        this.policies = policies;
    }

    @Override
    public String name() {
        return "when-deployment-is-verified-then-let-its-watch-pass";
    }

    @EventHandler
    void on(
            DeploymentVerified event,
            DomainEventMessage<?> entry,
            @MetaDataValue(EntryMetaData.ATTRIBUTION) Attribution by) {
        if (!by.isBackfill() && after(entry) instanceof Release release) {
            await(release, List.of(event.deploymentId()), entry);
        }
    }

    /** Another policy may have deployments watched for another time. */
    @EventHandler
    void on(PolicyRepinned event, DomainEventMessage<?> entry) {
        if (after(entry) instanceof Release release && !release.plan().backfilled()) {
            await(release, release.deployments().keySet(), entry);
        }
    }

    private void await(Release release, Collection<UUID> deployments, DomainEventMessage<?> entry) {
        ReleasePolicy policy =
                policies.pinned(release.plan().product(), release.plan().policyVersion());
        deployments.stream()
                .flatMap(deployment -> Watch.of(deployment, release, policy).stream())
                .forEach(watch -> deadlines.set(
                        WhenWatchPasses.NAME,
                        WhenWatchPasses.due(entry.getAggregateIdentifier(), watch, entry.getIdentifier()),
                        watch.passedAt()));
    }

    /** The release's state after this entry. */
    private ReleaseState after(DomainEventMessage<?> entry) {
        ReleaseState state = ReleaseState.unplanned();
        long next = 0;
        while (next <= entry.getSequenceNumber()) {
            List<StoredEntry> page = reader.stream(
                    entry.getAggregateIdentifier(), next, (int) Math.min(PAGE, entry.getSequenceNumber() + 1 - next));
            for (StoredEntry stored : page) {
                Envelope envelope = EntryJson.read(stored.bytes());
                state = state.evolve((ReleaseEvent) Events.read(envelope), envelope.attribution());
                next = stored.sequence() + 1;
            }
        }
        return state;
    }
}

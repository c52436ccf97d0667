package dev.releaseledger.command.release.rollback;

import dev.releaseledger.command.append.Answer;
import dev.releaseledger.command.automation.Automation;
import dev.releaseledger.command.automation.Reactions;
import dev.releaseledger.command.release.CurrentReleases;
import dev.releaseledger.events.access.Role;
import dev.releaseledger.events.release.AnnouncementSent;
import dev.releaseledger.events.release.AnnouncementSettled;
import dev.releaseledger.events.release.Release;
import dev.releaseledger.events.release.Rollback;
import dev.releaseledger.events.release.RollbackCompleted;
import dev.releaseledger.events.release.RollbackVerified;
import dev.releaseledger.events.release.rollback.PeopleWereTold;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.stereotype.Component;

/** Whenever a rollback is verified and what the policy wants told of it was told, it is complete. */
@Component
public final class WhenRollbackIsToldOfThenCompleteIt implements Automation {
    static final String NAME = "when-rollback-is-told-of-then-complete-it";

    private final CurrentReleases releases;
    private final Reactions reactions;

    WhenRollbackIsToldOfThenCompleteIt(CurrentReleases releases, Reactions reactions) {
        this.releases = releases;
        // To complete a rollback takes the right to run it; of the roles that have it, ci may do the least besides.
        this.reactions = reactions.as(Role.CI);
    }

    @Override
    public String name() {
        return NAME;
    }

    @EventHandler
    void on(RollbackVerified event, DomainEventMessage<?> message) {
        complete(message);
    }

    @EventHandler
    void on(AnnouncementSent event, DomainEventMessage<?> message) {
        complete(message);
    }

    @EventHandler
    void on(AnnouncementSettled event, DomainEventMessage<?> message) {
        complete(message);
    }

    private void complete(DomainEventMessage<?> message) {
        releases.of(message.getAggregateIdentifier()).ifPresent(release -> {
            if (!release.plan().backfilled()) {
                release.rollbacks().values().forEach(rollback -> complete(release, rollback, message));
            }
        });
    }

    private void complete(Release release, Rollback rollback, DomainEventMessage<?> message) {
        if (rollback.progress() instanceof Rollback.Progress.Verified
                && PeopleWereTold.untold(release, releases.policyOf(release), rollback.rollbackId())
                        .isEmpty()) {
            // A refusal is on record, and asking again would change nothing.
            Answer ignored = reactions.say(
                    new TellOfRollback(
                            CurrentReleases.idOf(message.getAggregateIdentifier()),
                            new RollbackCompleted(rollback.rollbackId())),
                    message,
                    NAME);
        }
    }
}

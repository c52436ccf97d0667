package dev.releaseledger.command.release.rollback;

import dev.releaseledger.command.automation.Deadline;
import dev.releaseledger.command.automation.Deadline.Due;
import dev.releaseledger.command.automation.Reactions;
import dev.releaseledger.command.release.CurrentReleases;
import dev.releaseledger.events.access.Role;
import dev.releaseledger.events.policy.ReleasePolicy;
import dev.releaseledger.events.release.Release;
import dev.releaseledger.events.release.Rollback;
import dev.releaseledger.events.release.RollbackCompleted;
import dev.releaseledger.events.release.rollback.PeopleWereTold;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Completes a rollback that is verified and that people were told of. */
@Component
public final class CompleteWhatWasTold implements Deadline {
    static final String NAME = "rollback-is-to-be-completed";

    private final CurrentReleases releases;
    private final Reactions reactions;

    CompleteWhatWasTold(CurrentReleases releases, Reactions reactions) {
        this.releases = releases;
        // To complete a rollback takes the right to run it; of the roles that have it, ci may do the least besides.
        this.reactions = reactions.as(Role.CI);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void passed(Due due) {
        UUID rollbackId = UUID.fromString(due.what());
        releases.of(due.stream())
                .filter(release -> due(release, releases.policyOf(release)).contains(rollbackId))
                .ifPresent(release -> reactions.sayInTime(
                        new TellOfRollback(due.subjectId(), new RollbackCompleted(rollbackId)),
                        due,
                        WhenRollbackIsToldOfThenCompleteIt.NAME));
    }

    /** The rollbacks that are verified and that people were told of. Pure. */
    static List<UUID> due(Release release, ReleasePolicy policy) {
        return release.rollbacks().values().stream()
                .filter(rollback -> rollback.progress() instanceof Rollback.Progress.Verified)
                .map(Rollback::rollbackId)
                .filter(id -> PeopleWereTold.untold(release, policy, id).isEmpty())
                .toList();
    }
}

package dev.releaseledger.events.release.rollback;

import dev.releaseledger.events.environment.EnvironmentState;
import dev.releaseledger.events.environment.RunningVersion;
import dev.releaseledger.events.release.RollbackKind;
import dev.releaseledger.events.release.RollbackTriggered;
import dev.releaseledger.events.release.rule.Proposal;
import dev.releaseledger.events.release.rule.Rule;
import dev.releaseledger.events.release.rule.Violation;
import java.util.Optional;

/** A rollback of code names the version to return to, which has run healthy in the environment; none, where nothing has. */
public final class RollbackReturnsToWhatRanThere implements Rule<RollbackTriggered> {
    @Override
    public Optional<Violation> judge(Proposal<? extends RollbackTriggered> proposal) {
        RollbackTriggered triggered = proposal.event();
        if (proposal.by().isBackfill() || !triggered.kinds().contains(RollbackKind.CODE)) {
            return Optional.empty();
        }
        EnvironmentState there = proposal.around().environment();
        Optional<RunningVersion> before = there.without(triggered.deploymentId());
        if (triggered.toVersion() == null) {
            return before.flatMap(version ->
                    unprocessable("a rollback of code names the version to return to, such as " + version.version()));
        }
        return there.healthy(triggered.toVersion(), triggered.deploymentId()).isPresent()
                ? Optional.empty()
                : unprocessable(triggered.toVersion() + " is not known to have run healthy there"
                        + before.map(version -> "; " + version.version() + " is")
                                .orElse("; nothing is"));
    }
}

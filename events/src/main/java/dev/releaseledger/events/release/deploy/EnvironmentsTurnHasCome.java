package dev.releaseledger.events.release.deploy;

import dev.releaseledger.events.release.DeploymentStarted;
import dev.releaseledger.events.release.Stage;
import dev.releaseledger.events.release.rule.Proposal;
import dev.releaseledger.events.release.rule.Rule;
import dev.releaseledger.events.release.rule.Violation;
import java.util.Optional;

/** An environment that belongs to a stage is deployed to when the stages before it are approved. */
public final class EnvironmentsTurnHasCome implements Rule<DeploymentStarted> {
    @Override
    public Optional<Violation> judge(Proposal<? extends DeploymentStarted> proposal) {
        return proposal.policy()
                .stageOf(proposal.event().environment())
                .filter(stage -> proposal.release()
                        .stage()
                        .filter(turn -> turn.compareTo(stage) < 0)
                        .isPresent())
                .flatMap(
                        stage -> conflict("environment " + proposal.event().environment() + " belongs to stage " + stage
                                + "; it is the turn of stage "
                                + proposal.release().stage().map(Stage::name).orElse("none")));
    }
}

package dev.releaseledger.events.release.gate;

import dev.releaseledger.events.release.Stage;
import dev.releaseledger.events.release.StageEvent;
import dev.releaseledger.events.release.rule.Proposal;
import dev.releaseledger.events.release.rule.Rule;
import dev.releaseledger.events.release.rule.Violation;
import java.util.Optional;

/** A stage is approved or rejected when it is its turn. */
public final class StagesGoInOrder implements Rule<StageEvent> {
    @Override
    public Optional<Violation> judge(Proposal<? extends StageEvent> proposal) {
        Stage asked = proposal.event().stage();
        Optional<Stage> turn = proposal.release().stage();
        if (turn.equals(Optional.of(asked))) {
            return Optional.empty();
        }
        return conflict(turn.map(stage -> "it is the turn of stage " + stage + ", not of " + asked)
                .orElse("every stage is approved already"));
    }
}

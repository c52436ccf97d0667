package dev.releaseledger.command.release.hotfix;

import dev.releaseledger.command.automation.Deadline;
import dev.releaseledger.command.automation.Reactions;
import dev.releaseledger.events.policy.HotfixPhase;
import java.time.Instant;
import org.springframework.stereotype.Component;

/** The budget of a hotfix's phase has passed. */
@Component
public final class WhenBudgetPasses implements Deadline {
    static final String NAME = "hotfix-budget";

    private final Reactions reactions;

    WhenBudgetPasses(Reactions reactions) {
        this.reactions = reactions;
    }

    @Override
    public String name() {
        return NAME;
    }

    /**
     * The deadline of a phase.
     *
     * @param cause the id of the entry that the phase runs since: a phase that goes on after it had ended is due anew
     */
    static Due due(String stream, HotfixPhase phase, Instant startedAt, String cause) {
        return new Due(stream, phase + "/" + startedAt + "/" + cause);
    }

    @Override
    public void passed(Due due) {
        String[] what = due.what().split("/", -1);
        reactions.sayInTime(
                new RecordBudgetOverrun(due.subjectId(), HotfixPhase.valueOf(what[0]), Instant.parse(what[1])),
                due,
                NAME);
    }
}

package dev.releaseledger.command.flag.rollout;

import dev.releaseledger.command.automation.Deadline;
import dev.releaseledger.command.automation.Deadline.Due;
import dev.releaseledger.command.automation.Reactions;
import java.time.Instant;
import org.springframework.stereotype.Component;

/** A flag is open to everybody for longer than the policy gives for taking it out of the code. */
@Component
public final class WhenFlagLingers implements Deadline {
    static final String NAME = "flag-lingering";

    private final Reactions reactions;

    WhenFlagLingers(Reactions reactions) {
        this.reactions = reactions;
    }

    @Override
    public String name() {
        return NAME;
    }

    /** The deadline of a flag that is open to everybody since then. */
    static Due due(String stream, Instant since) {
        return new Due(stream, since.toString());
    }

    @Override
    public void passed(Due due) {
        reactions.sayInTime(new RecordLingering(due.subjectId(), Instant.parse(due.what())), due, NAME);
    }
}

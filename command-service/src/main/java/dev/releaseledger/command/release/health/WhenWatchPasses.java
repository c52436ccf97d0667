package dev.releaseledger.command.release.health;

import dev.releaseledger.command.automation.Deadline;
import dev.releaseledger.command.automation.Reactions;
import dev.releaseledger.events.release.health.Watch;
import java.time.Instant;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** The time to watch a deployment has passed. */
@Component
public final class WhenWatchPasses implements Deadline {
    static final String NAME = "deployment-watch";

    private final Reactions reactions;

    WhenWatchPasses(Reactions reactions) {
        this.reactions = reactions;
    }

    @Override
    public String name() {
        return NAME;
    }

    /**
     * The deadline of a watch.
     *
     * @param cause the id of the entry since which it lasts so long
     */
    static Due due(String stream, Watch watch, String cause) {
        return new Due(stream, watch.deploymentId() + "/" + watch.verifiedAt() + "/" + cause);
    }

    @Override
    public void passed(Due due) {
        String[] what = due.what().split("/", -1);
        reactions.sayInTime(
                new RecordWatchPassed(due.subjectId(), UUID.fromString(what[0]), Instant.parse(what[1])), due, NAME);
    }
}

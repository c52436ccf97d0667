package dev.releaseledger.command.finding;

import dev.releaseledger.command.automation.Deadline;
import dev.releaseledger.command.automation.Reactions;
import dev.releaseledger.events.finding.FindingEvent;
import java.time.Instant;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** The time of a suppression is over. */
@Component
public final class WhenSuppressionEnds implements Deadline {
    static final String NAME = "suppression-end";

    private final Reactions reactions;

    WhenSuppressionEnds(Reactions reactions) {
        this.reactions = reactions;
    }

    @Override
    public String name() {
        return NAME;
    }

    static Due due(String stream, UUID suppressionId, Instant until) {
        return new Due(stream, suppressionId + "/" + until);
    }

    @Override
    public void passed(Due due) {
        String[] what = due.what().split("/", -1);
        String product = due.stream().substring(FindingEvent.stream("").length());
        reactions.sayInTime(new EndSuppression(product, UUID.fromString(what[0]), Instant.parse(what[1])), due, NAME);
    }
}

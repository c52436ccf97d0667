package dev.releaseledger.command.incident.learn;

import dev.releaseledger.command.automation.Deadline;
import dev.releaseledger.command.automation.Deadline.Due;
import dev.releaseledger.command.automation.Reactions;
import java.time.LocalDate;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** The last day for an action item has passed. */
@Component
public final class WhenLastDayPasses implements Deadline {
    static final String NAME = "incident-action-item";

    private final Reactions reactions;

    WhenLastDayPasses(Reactions reactions) {
        this.reactions = reactions;
    }

    @Override
    public String name() {
        return NAME;
    }

    /**
     * The deadline of an action item.
     *
     * @param cause the id of the entry that it is watched since: an incident that is reopened has its items watched anew
     */
    static Due due(String stream, UUID actionItemId, LocalDate due, String cause) {
        return new Due(stream, actionItemId + "/" + due + "/" + cause);
    }

    @Override
    public void passed(Due due) {
        String[] what = due.what().split("/", -1);
        reactions.sayInTime(
                new RecordOverdue(due.subjectId(), UUID.fromString(what[0]), LocalDate.parse(what[1])), due, NAME);
    }
}

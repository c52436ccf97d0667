package dev.releaseledger.command.flag.end;

import dev.releaseledger.command.automation.Deadline;
import dev.releaseledger.command.automation.Deadline.Due;
import dev.releaseledger.command.automation.Reactions;
import java.time.LocalDate;
import org.springframework.stereotype.Component;

/** The last day that a flag was needed has passed. */
@Component
public final class WhenFlagsEndPasses implements Deadline {
    static final String NAME = "flag-end";

    private final Reactions reactions;

    WhenFlagsEndPasses(Reactions reactions) {
        this.reactions = reactions;
    }

    @Override
    public String name() {
        return NAME;
    }

    /**
     * The deadline of a flag's end.
     *
     * @param cause the id of the entry that says it: an end may be moved there and back
     */
    static Due due(String stream, LocalDate ends, String cause) {
        return new Due(stream, ends + "/" + cause);
    }

    @Override
    public void passed(Due due) {
        LocalDate ends = LocalDate.parse(due.what().substring(0, due.what().indexOf('/')));
        reactions.sayInTime(new RecordOutlived(due.subjectId(), ends), due, NAME);
    }
}

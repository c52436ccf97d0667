package dev.releaseledger.command.flag.end;

import dev.releaseledger.command.automation.Automation;
import dev.releaseledger.command.automation.Deadlines;
import dev.releaseledger.events.flag.Flag;
import dev.releaseledger.events.flag.FlagDefined;
import dev.releaseledger.events.flag.FlagEndMoved;
import java.time.LocalDate;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.stereotype.Component;

/** Whenever it is said until when a flag is needed, that day is watched. */
@Component
public final class WhenFlagHasAnEndThenWatchIt implements Automation {
    private final Deadlines deadlines;

    WhenFlagHasAnEndThenWatchIt(Deadlines deadlines) {
        this.deadlines = deadlines;
    }

    @Override
    public String name() {
        return "when-flag-has-an-end-then-watch-it";
    }

    @EventHandler
    void on(FlagDefined event, DomainEventMessage<?> message) {
        if (event.ends() != null) {
            watch(event.ends(), message);
        }
    }

    @EventHandler
    void on(FlagEndMoved event, DomainEventMessage<?> message) {
        watch(event.ends(), message);
    }

    private void watch(LocalDate ends, DomainEventMessage<?> message) {
        deadlines.set(
                WhenFlagsEndPasses.NAME,
                WhenFlagsEndPasses.due(message.getAggregateIdentifier(), ends, message.getIdentifier()),
                Flag.End.passedAt(ends));
    }
}

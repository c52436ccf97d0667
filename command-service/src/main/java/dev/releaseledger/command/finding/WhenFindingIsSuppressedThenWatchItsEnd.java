package dev.releaseledger.command.finding;

import dev.releaseledger.command.automation.Automation;
import dev.releaseledger.command.automation.Deadlines;
import dev.releaseledger.events.finding.FindingSuppressed;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.stereotype.Component;

/** Whenever a finding is suppressed, the end of that is watched. */
@Component
public final class WhenFindingIsSuppressedThenWatchItsEnd implements Automation {
    private final Deadlines deadlines;

    WhenFindingIsSuppressedThenWatchItsEnd(Deadlines deadlines) {
        this.deadlines = deadlines;
    }

    @Override
    public String name() {
        return "when-finding-is-suppressed-then-watch-its-end";
    }

    @EventHandler
    void on(FindingSuppressed event, DomainEventMessage<?> entry) {
        deadlines.set(
                WhenSuppressionEnds.NAME,
                WhenSuppressionEnds.due(entry.getAggregateIdentifier(), event.suppressionId(), event.until()),
                event.until());
    }
}

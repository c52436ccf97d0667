package dev.releaseledger.command.finding;

import dev.releaseledger.command.desk.Command;
import dev.releaseledger.events.envelope.Attribution;
import dev.releaseledger.events.finding.FindingEvent;
import dev.releaseledger.events.finding.FindingState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What somebody wants to be said of a product's findings: a command says which event it comes to, and the rules judge that. */
public sealed interface FindingCommand extends Command permits SuppressFinding, WithdrawSuppression, EndSuppression {

    /** The product that the findings are about. */
    String product();

    @Override
    default String stream() {
        return FindingEvent.stream(product());
    }

    /** A finding is suppressed live. */
    @Override
    default @Nullable Instant occurredAt() {
        return null;
    }

    /** The event that it comes to. Pure. */
    FindingEvent proposes(Attribution by);

    /** Whether it is so already, so that it says nothing new. Pure. */
    boolean isAlreadySo(FindingState state, Attribution by);
}

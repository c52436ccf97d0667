package dev.releaseledger.bench.commands;

import dev.releaseledger.command.release.ReleaseCommand;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStore;

/** One way to take the same commands with the same aggregates. */
interface Side extends AutoCloseable {
    String name();

    /** Takes a command and returns when its events are durable. */
    void take(ReleaseCommand command);

    /** Where its events are read from. */
    EventStore events();

    /** Ends the store's reading ahead, for whoever closes its connections next. */
    static void stop(EventStore events) {
        if (events instanceof EmbeddedEventStore embedded) {
            embedded.shutDown();
        }
    }
}

package dev.releaseledger.command.flag;

import dev.releaseledger.events.envelope.Attribution;
import dev.releaseledger.events.flag.Flag;
import dev.releaseledger.events.flag.FlagEvent;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What somebody wants to happen to one flag: a command says which event it comes to, and the rules judge that. */
public interface FlagCommand extends dev.releaseledger.command.desk.Command {

    /** The flag that it is about. */
    UUID flagId();

    @Override
    default String stream() {
        return FlagEvent.stream(flagId());
    }

    /** What flags serve is recorded as it happens. */
    @Override
    default @Nullable Instant occurredAt() {
        return null;
    }

    /** The event that it comes to in this state. Pure. */
    FlagEvent proposes(Flag flag);

    /** Whether it is so already, so that it says nothing new. Pure. */
    default boolean isAlreadySo(Flag flag, Attribution by) {
        return false;
    }
}

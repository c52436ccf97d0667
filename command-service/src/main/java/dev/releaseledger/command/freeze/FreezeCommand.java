package dev.releaseledger.command.freeze;

import dev.releaseledger.command.desk.Command;
import dev.releaseledger.events.envelope.Attribution;
import dev.releaseledger.events.freeze.FreezeEvent;
import dev.releaseledger.events.freeze.FreezeState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What somebody wants to happen to a product's freezes: a command says which event it comes to, and the rules judge that. */
public sealed interface FreezeCommand extends Command permits DeclareFreeze, LiftFreeze {

    /** The product that is, or is not, deployed. */
    String product();

    @Override
    default String stream() {
        return FreezeEvent.stream(product());
    }

    /** A freeze is declared and lifted live. */
    @Override
    default @Nullable Instant occurredAt() {
        return null;
    }

    /** The event that it comes to. Pure. */
    FreezeEvent proposes(Attribution by);

    /** Whether it is so already, so that it says nothing new. Pure. */
    boolean isAlreadySo(FreezeState state);
}

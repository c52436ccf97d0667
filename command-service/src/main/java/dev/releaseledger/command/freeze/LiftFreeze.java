package dev.releaseledger.command.freeze;

import dev.releaseledger.events.envelope.Attribution;
import dev.releaseledger.events.freeze.Freeze;
import dev.releaseledger.events.freeze.FreezeEvent;
import dev.releaseledger.events.freeze.FreezeLifted;
import dev.releaseledger.events.freeze.FreezeState;
import java.util.UUID;

/** End a freeze before its time, or one that has no end. */
public record LiftFreeze(String product, UUID freezeId, String reason) implements FreezeCommand {
    @Override
    public FreezeEvent proposes(Attribution by) {
        return new FreezeLifted(freezeId, reason);
    }

    @Override
    public boolean isAlreadySo(FreezeState state) {
        Freeze known = state.freezes().get(freezeId);
        return known != null
                && known.lifted() != null
                && known.lifted().reason().equals(reason);
    }
}

package dev.releaseledger.command.flag.end;

import dev.releaseledger.command.flag.FlagCommand;
import dev.releaseledger.events.flag.Flag;
import dev.releaseledger.events.flag.FlagArchived;
import dev.releaseledger.events.flag.FlagEvent;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Do nothing more with a flag. */
public record ArchiveFlag(
        UUID flagId, String documentation, @Nullable String digest) implements FlagCommand {
    @Override
    public FlagEvent proposes(Flag flag) {
        return new FlagArchived(documentation, digest);
    }
}

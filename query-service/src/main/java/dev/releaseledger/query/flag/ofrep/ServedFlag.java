package dev.releaseledger.query.flag.ofrep;

import dev.releaseledger.events.flag.Flag;
import dev.releaseledger.events.flag.evaluate.CompiledFlag;
import dev.releaseledger.query.flag.FlagStream;
import java.util.UUID;

/**
 * A flag that is ready to be evaluated.
 *
 * @param isArchived whether it is out of the code: whoever asks for it still gets what it served, but not among all
 * @param isIncomplete whether an entry about it was not understood, so that it may serve something else
 * @param servedPosition the last entry that can have changed what it serves
 */
record ServedFlag(
        UUID id,
        String key,
        String product,
        boolean isArchived,
        boolean isIncomplete,
        long servedPosition,
        CompiledFlag compiled) {
    static ServedFlag of(UUID id, FlagStream stream, Flag flag) {
        return new ServedFlag(
                id,
                flag.key(),
                flag.product(),
                flag.archive() != null,
                stream.incomplete(),
                stream.servedPosition(),
                CompiledFlag.of(flag, stream.deciding()));
    }
}

package dev.releaseledger.command.checkpoint;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What came of giving a checkpoint to a place outside. Reasons are fit to be published: no address, no secret. */
sealed interface Reply {
    /** It has it. */
    record Taken() implements Reply {}

    /**
     * It may not have it. It is given again, the same or a newer one under its own id: twice is better than never.
     *
     * @param retryAfter how long the other side asks to be left alone; null if it does not say
     */
    record Failed(String reason, @Nullable Duration retryAfter) implements Reply {}

    /** It will not take it before somebody has changed something. */
    record Refused(String reason) implements Reply {}
}

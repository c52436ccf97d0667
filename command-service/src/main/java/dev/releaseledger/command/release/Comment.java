package dev.releaseledger.command.release;

import dev.releaseledger.command.rest.Text;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The body of a command that needs no more than a word.
 *
 * @param comment what the person wants to add
 * @param occurredAt the claimed time, for importers
 */
public record Comment(
        @Nullable @Text String comment, @Nullable Instant occurredAt) {
    /** Nothing to add. */
    public static final Comment EMPTY = new Comment(null, null);
}

package dev.releaseledger.command.release;

import dev.releaseledger.command.rest.Text;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The body of a command that needs a reason.
 *
 * @param reason why
 * @param occurredAt the claimed time, for importers
 */
public record Reason(@Text String reason, @Nullable Instant occurredAt) {}

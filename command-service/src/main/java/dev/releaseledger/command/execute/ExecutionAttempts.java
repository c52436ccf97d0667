package dev.releaseledger.command.execute;

import dev.releaseledger.events.release.RollbackKind;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How often a rollback is asked for, and with which pauses: few and short, since people wait for it. */
final class ExecutionAttempts {
    private static final List<Duration> PAUSES =
            List.of(Duration.ofSeconds(1), Duration.ofSeconds(5), Duration.ofSeconds(30), Duration.ofMinutes(2));

    private ExecutionAttempts() {}

    /**
     * When to try again after an attempt that ended at this time.
     *
     * @param attempt which one it was, from 1
     * @param atLeast how long the other side asks to be left alone; null if it does not say
     * @return empty where it was the last one
     */
    static Optional<Instant> next(int attempt, Instant ended, @Nullable Duration atLeast) {
        if (attempt > PAUSES.size()) {
            return Optional.empty();
        }
        Duration pause = PAUSES.get(attempt - 1);
        return Optional.of(ended.plus(atLeast == null || atLeast.compareTo(pause) < 0 ? pause : atLeast));
    }

    /** What the receiver knows repeated attempts by: the same for every attempt at one kind of one rollback. */
    static UUID executionId(UUID rollbackId, RollbackKind kind) {
        return UUID.nameUUIDFromBytes((rollbackId + "/" + kind).getBytes(StandardCharsets.UTF_8));
    }
}

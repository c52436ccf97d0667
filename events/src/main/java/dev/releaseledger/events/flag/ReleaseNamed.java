package dev.releaseledger.events.flag;

import dev.releaseledger.events.release.Release;
import dev.releaseledger.events.release.ReleaseState;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A release that an event names as something that the flag has to do with.
 *
 * @param releaseId the release
 * @param rollbackId a rollback of it; null where none is named
 */
public record ReleaseNamed(UUID releaseId, @Nullable UUID rollbackId) {

    /** The release that this event names; empty where it names none. */
    public static Optional<ReleaseNamed> in(FlagEvent event) {
        if (event instanceof FlagDefined defined) {
            return of(defined.releaseId(), null);
        }
        if (event instanceof FlagLinked linked) {
            return of(linked.releaseId(), null);
        }
        if (event instanceof FlagDisabled disabled) {
            return of(disabled.releaseId(), disabled.rollbackId());
        }
        return event instanceof FlagCleanedUp cleanedUp ? of(cleanedUp.releaseId(), null) : Optional.empty();
    }

    private static Optional<ReleaseNamed> of(@Nullable UUID releaseId, @Nullable UUID rollbackId) {
        return releaseId == null ? Optional.empty() : Optional.of(new ReleaseNamed(releaseId, rollbackId));
    }

    /** What of it is not there, where the release's history means this. */
    public Set<UUID> missingIn(ReleaseState state) {
        if (!(state instanceof Release release)) {
            return Set.of(releaseId);
        }
        return rollbackId == null || release.rollbacks().containsKey(rollbackId) ? Set.of() : Set.of(rollbackId);
    }
}

package dev.releaseledger.query.release.view;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the ledger knows of a flag that a deployment names.
 *
 * @param known whether it is a flag of the release's product here; otherwise it is another system's, and the rest is null
 * @param status {@code ENABLED}, {@code DISABLED} or {@code ARCHIVED}
 * @param rollout {@code CLOSED}, {@code OPEN} or {@code PAUSED}
 * @param phase the phase that it is in; null while it is closed, and for types without phases
 * @param basisPoints the share of users whom its rollout reaches; disabled it serves nobody
 * @param position the entry that decides how far it is open: that which disabled it, otherwise the last of its rollout
 */
public record FlagStanding(
        String key,
        boolean known,
        @Nullable UUID flagId,
        @Nullable String status,
        @Nullable String rollout,
        @Nullable String phase,
        @Nullable Integer basisPoints,
        @Nullable Long position) {

    static FlagStanding notKnown(String key) {
        return new FlagStanding(key, false, null, null, null, null, null, null);
    }
}

package dev.releaseledger.events.release;

import dev.releaseledger.events.envelope.EventName;
import dev.releaseledger.events.policy.Sorted;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One kind of a rollback was executed.
 *
 * @param rollbackId the rollback
 * @param kind what was taken back
 * @param source the tool or person that did it
 * @param version of code, the version that was deployed again
 * @param flags of flags, the keys of those that were disabled
 * @param link where the details are; of data, where the reversal script is
 * @param digest {@code sha256:<hex>} of what the link leads to
 * @param summary what was done
 */
@EventName("release.rollback-step-done.v1")
public record RollbackStepDone(
        UUID rollbackId,
        RollbackKind kind,
        String source,
        @Nullable String version,
        Set<String> flags,
        @Nullable String link,
        @Nullable String digest,
        @Nullable String summary)
        implements RollbackEvent {
    public RollbackStepDone {
        flags = Sorted.copyOf(flags);
    }
}

package dev.releaseledger.command.execute;

import dev.releaseledger.events.release.RollbackKind;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One kind of one rollback, to be executed.
 *
 * @param executionId the key that a repeated attempt is known by: the same for every attempt, another for every execution
 * @param releaseId the release that is taken back
 * @param rollbackId its rollback
 * @param deploymentId the deployment that is taken back
 * @param product the release's product
 * @param version the version that is taken back
 * @param environment where it is taken back, e.g. {@code production}
 * @param kind what to do
 * @param toVersion the version to return to, where it is known
 * @param summary why: what was seen when the rollback was triggered
 * @param flags the keys of the flags that open the deployment; none where none does
 */
public record Execution(
        UUID executionId,
        UUID releaseId,
        UUID rollbackId,
        UUID deploymentId,
        String product,
        String version,
        String environment,
        RollbackKind kind,
        @Nullable String toVersion,
        String summary,
        Set<String> flags) {
    public Execution {
        flags = Set.copyOf(flags);
    }
}

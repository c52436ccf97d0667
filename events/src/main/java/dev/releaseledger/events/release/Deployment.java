package dev.releaseledger.events.release;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A deployment of the release.
 *
 * @param contentRevision the {@link ContentRevision#number} of the content that was deployed
 * @param standing how it stands
 */
public record Deployment(
        UUID deploymentId,
        String environment,
        Strategy strategy,
        @Nullable Artefact artefact,
        int contentRevision,
        UUID startedBy,
        Instant startedAt,
        Standing standing) {

    /** How a deployment stands. */
    public sealed interface Standing {
        /** Under way, this far. */
        record Running(int percent) implements Standing {}

        /** Looked at, and works. */
        record Verified(UUID by, Instant at) implements Standing {}

        /** Looked at, and does not work. */
        record Failed(UUID by, Instant at) implements Standing {}

        /** Taken back. */
        record TakenBack(UUID rollbackId, Instant at) implements Standing {}
    }

    Deployment with(Standing next) {
        return new Deployment(
                deploymentId, environment, strategy, artefact, contentRevision, startedBy, startedAt, next);
    }

    /** Whether it is still under way. */
    public boolean isRunning() {
        return standing instanceof Standing.Running;
    }

    /** Whether the release is in the environment as far as the strategy goes: verified, or advanced to the end. */
    public boolean isComplete() {
        return switch (standing) {
            case Standing.Running running -> running.percent() == 100 || !goesStepByStep();
            case Standing.Verified verified -> true;
            case Standing.Failed failed -> false;
            case Standing.TakenBack takenBack -> false;
        };
    }

    /** Whether its strategy goes step by step, so that it has to be advanced to the end before it can be verified. */
    public boolean goesStepByStep() {
        return strategy == Strategy.ROLLING || strategy == Strategy.CANARY;
    }

    /** Whether it was verified and not taken back. */
    public boolean isVerified() {
        return standing instanceof Standing.Verified;
    }
}

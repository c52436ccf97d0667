package dev.releaseledger.command.append;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Down once the ledger no longer extends what was signed: a person has to look at it. Commands are recorded all the same. */
final class CheckpointsHealth implements HealthIndicator {
    private final Checkpoints checkpoints;

    CheckpointsHealth(Checkpoints checkpoints) {
        this.checkpoints = checkpoints;
    }

    @Override
    public Health health() {
        return checkpoints
                .refusal()
                .map(refusal -> Health.down().withDetail("reason", refusal))
                .orElseGet(Health::up)
                .withDetail("signed", checkpoints.signedSize())
                .build();
    }
}

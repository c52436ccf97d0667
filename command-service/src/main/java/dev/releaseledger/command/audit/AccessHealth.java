package dev.releaseledger.command.audit;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * How recording of access goes. While Kafka or the database is away it waits; it is down where somebody has to act. Commands do
 * not depend on it.
 */
final class AccessHealth implements HealthIndicator {
    static final String OFF = "release-ledger.access.key is not set, or release-ledger.access.record is false";

    private final @Nullable AccessRecorder recorder;

    /** @param recorder null where it is switched off */
    AccessHealth(@Nullable AccessRecorder recorder) {
        this.recorder = recorder;
    }

    @Override
    public Health health() {
        if (recorder == null) {
            return Health.unknown().withDetail("trouble", OFF).build();
        }
        Health.Builder health = Health.up().withDetail("lag", recorder.lag());
        Optional<AccessRecorder.Trouble> trouble = recorder.trouble();
        trouble.ifPresent(known -> health.withDetail("trouble", known.what()));
        if (trouble.map(AccessRecorder.Trouble::grave).orElse(false)) {
            health.down();
        }
        return health.build();
    }
}

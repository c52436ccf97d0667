package dev.releaseledger.command.flag.count;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** How recording of evaluations goes. It waits for whatever is away, and no command depends on it: it is never down. */
final class EvaluationsHealth implements HealthIndicator {
    private final EvaluationsRecorder recorder;

    EvaluationsHealth(EvaluationsRecorder recorder) {
        this.recorder = recorder;
    }

    @Override
    public Health health() {
        Health.Builder health = Health.up();
        recorder.trouble().ifPresent(known -> health.withDetail("trouble", known));
        return health.build();
    }
}

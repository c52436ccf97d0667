package dev.releaseledger.query.audit;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Down while there is no access key that can be used: no evidence leaves then, however long somebody waits. */
final class AccessHealth implements HealthIndicator {
    private final AccessTrail trail;

    AccessHealth(AccessTrail trail) {
        this.trail = trail;
    }

    @Override
    public Health health() {
        return trail.keyTrouble()
                .map(trouble -> Health.down().withDetail("reason", trouble).build())
                .orElseGet(() -> Health.up().build());
    }
}

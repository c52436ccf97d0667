package dev.releaseledger.command.checkpoint;

import dev.releaseledger.command.append.DeliveryLog.Standing;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** How far behind each place outside is. Down once one has failed for longer than two of its intervals. */
final class CheckpointDeliveryHealth implements HealthIndicator {
    private final CheckpointDelivery delivery;

    CheckpointDeliveryHealth(CheckpointDelivery delivery) {
        this.delivery = delivery;
    }

    @Override
    public Health health() {
        Health.Builder health = Health.up();
        for (Target target : delivery.targets()) {
            delivery.standing(target).ifPresent(standing -> {
                health.withDetail(target.name(), details(standing));
                if (standing.trouble() != null
                        && standing.waiting().compareTo(target.interval().multipliedBy(2)) > 0) {
                    health.down();
                }
            });
        }
        return health.build();
    }

    private static Map<String, Object> details(Standing standing) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("size", standing.size());
        details.put("behind", standing.behind());
        details.put("waiting", standing.waiting().toString());
        if (standing.trouble() != null) {
            details.put("trouble", standing.trouble());
        }
        return details;
    }
}

package dev.releaseledger.command.publish;

import dev.releaseledger.command.append.LedgerUnavailable.Reason;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * How publishing goes. While Kafka is away the service is well, since commands are recorded and published later; it is not
 * where somebody has to act. Until the database has been compared with what was published, it is out of service.
 */
final class PublisherHealth implements HealthIndicator {
    private final Publisher publisher;
    private final StartupCheck check;

    PublisherHealth(Publisher publisher, StartupCheck check) {
        this.publisher = publisher;
        this.check = check;
    }

    @Override
    public Health health() {
        Health.Builder health = new Health.Builder()
                .up()
                .withDetail("state", publisher.state())
                .withDetail("publishedPosition", publisher.publishedPosition())
                .withDetail("lag", publisher.lag());
        publisher.trouble().ifPresent(trouble -> health.withDetail("trouble", trouble));
        check.obstacle()
                .filter(Reason.NOT_CHECKED::equals)
                .ifPresent(reason -> health.outOfService().withDetail("reason", reason.meaning()));
        check.refusal().ifPresent(refusal -> health.down().withDetail("refusal", refusal));
        if (publisher.state() == Publisher.State.TOPIC_UNSUITABLE) {
            health.down();
        }
        return health.build();
    }
}

package dev.releaseledger.query.consume;

import dev.releaseledger.query.generation.Generations;
import dev.releaseledger.query.generation.Head;
import dev.releaseledger.query.generation.NotReady;
import java.util.Optional;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.dao.DataAccessException;

/**
 * Down when an alarm stopped the generation that answers, by its tables: every instance says the same. Down too while this
 * instance projects nothing because a topic would lose entries.
 */
final class ProjectionHealth implements HealthIndicator {
    private final Generations generations;
    private final TopicExamination topics;

    ProjectionHealth(Generations generations, TopicExamination topics) {
        this.generations = generations;
        this.topics = topics;
    }

    @Override
    public Health health() {
        Optional<String> refusal = topics.refusal();
        if (refusal.isPresent()) {
            return Health.down().withDetail("reason", refusal.get()).build();
        }
        try {
            Head head = generations.head();
            Health.Builder health =
                    head.stopped() == null ? Health.up() : Health.down().withDetail("stopped", head.stopped());
            return health.withDetail("generation", head.generation().number())
                    .withDetail("nextPosition", head.nextPosition())
                    .build();
        } catch (NotReady e) {
            return Health.outOfService().withDetail("reason", "starting").build();
        } catch (DataAccessException e) {
            return Health.down()
                    .withDetail("reason", "the database does not answer")
                    .build();
        }
    }
}

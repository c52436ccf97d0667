package dev.releaseledger.command.append;

import dev.releaseledger.command.append.LedgerUnavailable.Reason;
import java.time.Duration;
import java.util.Optional;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Whether commands can be recorded now. */
final class LedgerHealth implements HealthIndicator {
    private final AppendEngine engine;

    LedgerHealth(AppendEngine engine) {
        this.engine = engine;
    }

    @Override
    public Health health() {
        Optional<Reason> obstacle = engine.obstacle();
        Optional<Duration> alarm = engine.clockAlarm();
        Health.Builder health = new Health.Builder().withDetail("waiting", engine.waiting());
        if (!engine.writerLives()) {
            return health.down()
                    .withDetail("reason", "the writer of the ledger has ended: start this instance again")
                    .build();
        }
        if (obstacle.isPresent()) {
            health.withDetail("reason", obstacle.get().meaning());
            return (obstacle.get() == Reason.NOT_CHECKED ? health.outOfService() : health.down()).build();
        }
        if (alarm.isPresent()) {
            return health.down()
                    .withDetail("reason", Reason.CLOCK_AHEAD.meaning())
                    .withDetail("ahead", alarm.get().toString())
                    .build();
        }
        if (!engine.databaseAnswers()) {
            return health.down()
                    .withDetail("reason", Reason.DATABASE_AWAY.meaning())
                    .build();
        }
        return health.up().build();
    }
}

package dev.releaseledger.query.consume;

import dev.releaseledger.events.flag.EvaluationsOfADay;
import dev.releaseledger.query.generation.Generation;
import dev.releaseledger.query.generation.Generations;
import dev.releaseledger.query.generation.NotReady;
import dev.releaseledger.query.settings.QuerySettings;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;

/**
 * Tells of each day that is over how often each flag was evaluated, also where it was not, until that is an entry and projected:
 * the flag's own row says which day is next. So a day that nobody told of, since all services were down, is told later, and one
 * that was told twice is recorded once. One instance speaks for all.
 */
final class DailyEvaluations implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(DailyEvaluations.class);

    /** More is told the next time. */
    private static final int MOST_AT_ONCE = 1_000;

    private final QuerySettings.Flags settings;
    private final EvaluationTable table;
    private final EvaluationTopic topic;
    private final Generations generations;
    private final Predicate<Generation> projects;
    private final Clock clock;
    private final Map<Told, Instant> told = new HashMap<>();
    private volatile CountDownLatch ending = new CountDownLatch(0);
    private @Nullable Thread thread;
    private @Nullable String troubled;

    private record Told(UUID flagId, LocalDate day) {}

    /** @param projects whether this instance is the one that projects a generation */
    DailyEvaluations(
            QuerySettings.Flags settings,
            EvaluationTable table,
            EvaluationTopic topic,
            Generations generations,
            Predicate<Generation> projects,
            Clock clock) {
        this.settings = settings;
        this.table = table;
        this.topic = topic;
        this.generations = generations;
        this.projects = projects;
        this.clock = clock;
    }

    @Override
    public void start() {
        ending = new CountDownLatch(1);
        thread = Thread.ofPlatform().name("daily-evaluations").daemon().start(this::tellDaily);
    }

    private void tellDaily() {
        try {
            while (!ending.await(settings.tellEvery().toMillis(), TimeUnit.MILLISECONDS)) {
                try {
                    tell();
                    troubled = null;
                } catch (NotReady e) {
                    LOG.debug("There is nothing to tell yet", e);
                } catch (KafkaException e) {
                    trouble("Kafka does not take them", e);
                } catch (DataAccessException e) {
                    trouble("the database does not answer", e);
                } catch (RuntimeException e) {
                    trouble("telling them fails in a way that nobody foresaw", e);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void trouble(String what, RuntimeException e) {
        if (!what.equals(troubled)) {
            LOG.warn("The days' evaluations are not told for now: {}", what, e);
        }
        troubled = what;
    }

    private void tell() throws InterruptedException {
        Generation generation = generations.active();
        if (!projects.test(generation)) {
            told.clear();
            return;
        }
        Instant now = clock.instant();
        LocalDate today = now.minus(settings.tellAfter()).atZone(ZoneOffset.UTC).toLocalDate();
        Instant again = now.minus(settings.tellAgainAfter());
        told.values().removeIf(at -> at.isBefore(again));
        List<EvaluationsOfADay> due = table.due(generation, today.minusDays(1), MOST_AT_ONCE).stream()
                .filter(each -> !told.containsKey(new Told(each.flagId(), each.day())))
                .toList();
        if (!due.isEmpty()) {
            topic.tell(due);
            due.forEach(each -> told.put(new Told(each.flagId(), each.day()), now));
            LOG.info("{} days of flags are told with how often they were evaluated", due.size());
        }
        table.forget(generation, today.minus(settings.keepCounts()));
    }

    @Override
    public void stop() {
        ending.countDown();
        Thread telling = thread;
        if (telling != null) {
            telling.interrupt();
            try {
                telling.join(TimeUnit.SECONDS.toMillis(5));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isRunning() {
        return ending.getCount() > 0;
    }
}

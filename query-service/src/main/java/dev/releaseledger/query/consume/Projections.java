package dev.releaseledger.query.consume;

import dev.releaseledger.events.ledger.VerifierKey;
import dev.releaseledger.query.consume.GenerationRegister.Role;
import dev.releaseledger.query.consume.GenerationRegister.Running;
import dev.releaseledger.query.generation.Generation;
import dev.releaseledger.query.generation.Generations;
import dev.releaseledger.query.generation.ProjectedPosition;
import dev.releaseledger.query.settings.QuerySettings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Runs what has to run: the generation that answers, the one that is being filled, and the end of those that were replaced.
 * Waits for a database that is away, at the start as later.
 */
final class Projections implements SmartLifecycle, GenerationRunner.Surroundings {
    private static final Logger LOG = LoggerFactory.getLogger(Projections.class);

    private final QuerySettings settings;
    private final Schemas schemas;
    private final GenerationRegister register;
    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final KafkaConsumers consumers;
    private final Collection<VerifierKey> pinned;
    private final TopicExamination topics;
    private final Generations generations;
    private final ProjectedPosition position;
    private final ProjectionMetrics metrics;
    private final Clock clock;
    private final Semaphore wake;
    private final Map<Generation, GenerationRunner> runners = new HashMap<>();
    private final Set<Generation> projecting = ConcurrentHashMap.newKeySet();
    private final Set<Generation> analyzed = ConcurrentHashMap.newKeySet();
    private final Map<Generation, GenerationSwitch> switches = new ConcurrentHashMap<>();
    private volatile Map<Generation, Role> roles = Map.of();
    private volatile boolean running;
    private @Nullable Thread thread;
    private @Nullable UUID installation;

    Projections(
            QuerySettings settings,
            Schemas schemas,
            GenerationRegister register,
            JdbcTemplate jdbc,
            TransactionTemplate transaction,
            Collection<VerifierKey> pinned,
            TopicExamination topics,
            Generations generations,
            ProjectedPosition position,
            ProjectionMetrics metrics,
            Clock clock,
            Semaphore wake) {
        this.settings = settings;
        this.schemas = schemas;
        this.register = register;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.consumers = new KafkaConsumers(settings);
        this.pinned = pinned;
        this.topics = topics;
        this.generations = generations;
        this.position = position;
        this.metrics = metrics;
        this.clock = clock;
        this.wake = wake;
    }

    @Override
    public void start() {
        running = true;
        thread = Thread.ofPlatform().name("projections").start(this::watch);
    }

    @Override
    public void stop() {
        running = false;
        wake.release();
        Thread watching = thread;
        if (watching != null) {
            try {
                watching.join(TimeUnit.SECONDS.toMillis(15));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void watch() {
        while (running) {
            try {
                if (installation == null) {
                    schemas.migratePointer();
                    register.begin();
                    installation = register.installation();
                }
                runWhatHasToRun(installation);
                dropWhatCanGo();
            } catch (RuntimeException e) {
                metrics.failure();
                LOG.warn("The generations cannot be looked after now: {}", e.toString());
                LOG.debug("The failure", e);
            }
            pause(
                    installation == null
                            ? settings.projection().retry()
                            : settings.projection().watch());
        }
        runners.values().forEach(GenerationRunner::close);
        runners.clear();
    }

    private void pause(Duration duration) {
        try {
            boolean woken = wake.tryAcquire(duration.toMillis(), TimeUnit.MILLISECONDS);
            if (woken) {
                int unused = wake.drainPermits();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            running = false;
        }
    }

    private void runWhatHasToRun(UUID id) {
        Map<Generation, Role> wanted = new HashMap<>();
        for (Running each : register.running()) {
            wanted.put(each.generation(), each.role());
        }
        if (!wanted.equals(roles)) {
            generations.changed();
        }
        roles = Map.copyOf(wanted);
        Iterator<Map.Entry<Generation, GenerationRunner>> each =
                runners.entrySet().iterator();
        while (each.hasNext()) {
            Map.Entry<Generation, GenerationRunner> runner = each.next();
            if (!wanted.containsKey(runner.getKey())) {
                runner.getValue().close();
                each.remove();
            }
        }
        for (Generation generation : wanted.keySet()) {
            runners.computeIfAbsent(generation, missing -> started(missing, id));
        }
    }

    private GenerationRunner started(Generation generation, UUID id) {
        String group = settings.topics().prefix() + ".query." + id + "." + generation.schema();
        GenerationRunner runner = new GenerationRunner(
                generation,
                group,
                settings.topics().events(),
                new GenerationTables(generation, jdbc, transaction),
                settings.projection().cachedBytes(),
                this);
        runner.start();
        return runner;
    }

    private void dropWhatCanGo() {
        for (Generation generation : register.droppable(settings.projection().keepRetired())) {
            schemas.drop(generation);
            LOG.info("{} is dropped", generation);
        }
    }

    @Override
    public void prepare(Generation generation) {
        schemas.migrate(generation);
    }

    @Override
    public void begins(Generation generation) {
        register.began(generation);
        projecting.add(generation);
    }

    @Override
    public void ends(Generation generation) {
        projecting.remove(generation);
    }

    /** Whether this instance is the one that fills a generation, as far as it knows. */
    boolean isProjecting(Generation generation) {
        return projecting.contains(generation);
    }

    @Override
    public Optional<String> refusalOfTopics() {
        return topics.examine();
    }

    @Override
    public KafkaConsumer<byte[], byte[]> groupMember(String group) {
        return consumers.member(group);
    }

    @Override
    public CheckpointComparison comparison(GenerationTables tables) {
        return new CheckpointComparison(
                consumers.reader(), settings.topics().checkpoints(), tables, settings.origin(), pinned, metrics);
    }

    @Override
    public void advanced(Generation generation, long nextPosition, List<Received.Placed> entries, Instant now) {
        if (isActive(generation)) {
            position.advancedTo(nextPosition);
            GenerationRunner.times(entries).forEach(time -> metrics.projected(time, now));
        }
    }

    @Override
    public void caughtUp(Generation generation) {
        if (!analyzed.contains(generation)) {
            schemas.analyze(generation);
            analyzed.add(generation);
        }
        boolean switched = switches.computeIfAbsent(
                        generation, rebuilt -> new GenerationSwitch(rebuilt, register, jdbc, metrics, clock))
                .attempt();
        if (switched) {
            LOG.info("{} answers queries from now on", generation);
            generations.changed();
            wake.release();
        }
    }

    @Override
    public void stopped(Generation generation, String why) {
        register.failed(generation, why);
        wake.release();
    }

    @Override
    public ProjectionMetrics metrics() {
        return metrics;
    }

    @Override
    public boolean isActive(Generation generation) {
        return roles.get(generation) == Role.ACTIVE;
    }

    @Override
    public Clock clock() {
        return clock;
    }

    @Override
    public Duration retry() {
        return settings.projection().retry();
    }
}

package dev.releaseledger.bench.service;

import dev.releaseledger.bench.ground.Ground;
import dev.releaseledger.bench.measure.Contender;
import dev.releaseledger.bench.measure.Figure;
import dev.releaseledger.bench.measure.Machine;
import dev.releaseledger.bench.measure.Measured;
import dev.releaseledger.bench.measure.Report;
import dev.releaseledger.bench.measure.Rounds;
import dev.releaseledger.bench.measure.Settings;
import dev.releaseledger.bench.measure.Target;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** How long after a report was sent that fires a trigger Kafka holds the rollback that it demands. */
public final class TriggersBenchmark {
    private static final double WANTED_P99_MILLIS = 300;
    private static final String TRIGGERED = "dev.releaseledger.release.rollback-triggered.v1";

    private TriggersBenchmark() {}

    public static Report run(Ground ground, Settings settings) throws Exception {
        AtomicInteger number = new AtomicInteger();
        try (Services services = new Services(ground, "triggers");
                ServiceProcess command = services.command();
                WatchedDeployments deployments = new WatchedDeployments(command, services.token());
                TriggeredRollbacks triggered = new TriggeredRollbacks(ground.kafka(), services.eventsTopic())) {
            Figure figure = Rounds.ofServices(
                            settings,
                            List.of(Contender.of(
                                    "report sent to rollback-triggered in Kafka",
                                    duration -> round(deployments, triggered, number, duration))))
                    .getFirst();
            Double p99 = figure.p99Millis();
            return new Report(
                    "triggers",
                    "How long after a report that fires a trigger was sent does Kafka hold the rollback?",
                    "The command service in a process of its own with " + ServiceProcess.HEAP_MEBIBYTES
                            + " MiB of heap, one client. For each report a deployment of its own; from before the report,"
                            + " 50 % errors, is sent, until a consumer that reads what is committed has " + TRIGGERED
                            + ". PostgreSQL " + ground.postgresVersion() + "; " + settings.serviceWords() + ".",
                    Machine.here(),
                    Instant.now(),
                    List.of(figure),
                    List.of(Target.atMost(
                            "report to rollback-triggered in Kafka, p99 in ms",
                            WANTED_P99_MILLIS,
                            p99 == null ? Double.NaN : p99)),
                    List.of());
        }
    }

    private static Measured round(
            WatchedDeployments deployments, TriggeredRollbacks triggered, AtomicInteger number, Duration duration)
            throws IOException {
        List<Double> millis = new ArrayList<>();
        long began = System.nanoTime();
        while (System.nanoTime() - began < duration.toNanos()) {
            // A deployment that is being taken back keeps its place, so each has a product of its own.
            WatchedDeployments.Started started = deployments.start("triggers-" + number.incrementAndGet(), "1.0.0");
            long sent = System.nanoTime();
            deployments.report(started, 50);
            triggered.await(started.releaseId());
            millis.add((System.nanoTime() - sent) / 1e6);
        }
        double[] sorted =
                millis.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return new Measured(sorted.length / (duration.toNanos() / 1e9), at(sorted, 0.50), at(sorted, 0.99));
    }

    private static double at(double[] sorted, double share) {
        return sorted[(int) Math.min(sorted.length - 1L, (long) Math.ceil(sorted.length * share))];
    }

    /** Follows the topic. */
    private static final class TriggeredRollbacks implements AutoCloseable {
        private static final Duration PATIENCE = Duration.ofSeconds(30);

        private final KafkaConsumer<byte[], byte[]> consumer;

        TriggeredRollbacks(String bootstrap, String topic) {
            consumer = new KafkaConsumer<>(
                    Map.of(
                            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                            bootstrap,
                            ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                            "read_committed",
                            ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
                            50),
                    new ByteArrayDeserializer(),
                    new ByteArrayDeserializer());
            TopicPartition only = new TopicPartition(topic, 0);
            consumer.assign(List.of(only));
            consumer.seekToBeginning(List.of(only));
        }

        void await(UUID release) {
            String stream = "release/" + release;
            long until = System.nanoTime() + PATIENCE.toNanos();
            while (System.nanoTime() < until) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                    Header type = record.headers().lastHeader("type");
                    if (type != null
                            && TRIGGERED.equals(new String(type.value(), StandardCharsets.UTF_8))
                            && stream.equals(new String(record.key(), StandardCharsets.UTF_8))) {
                        return;
                    }
                }
            }
            throw new IllegalStateException("no rollback of " + stream + " was triggered");
        }

        @Override
        public void close() {
            consumer.close();
        }
    }
}

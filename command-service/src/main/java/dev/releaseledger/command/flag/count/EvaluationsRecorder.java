package dev.releaseledger.command.flag.count;

import dev.releaseledger.command.append.AppendFailed;
import dev.releaseledger.command.append.LedgerUnavailable;
import dev.releaseledger.command.automation.Reactions;
import dev.releaseledger.command.problem.RequestRejected;
import dev.releaseledger.command.publish.PublishSettings;
import dev.releaseledger.command.worker.Worker;
import dev.releaseledger.events.flag.EvaluationsOfADay;
import dev.releaseledger.events.flag.Flag;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * Says in each flag's stream how often it was evaluated on a day, as the topic of evaluations tells. One instance reads at a time,
 * since they are one consumer group. A record may be read again: a day that is counted is not counted once more, so that nothing
 * depends on where Kafka thinks that the group is.
 */
final class EvaluationsRecorder implements AutoCloseable {
    /** Who says so, in the directory. */
    static final String ACTOR = "count-evaluations";

    private static final Logger LOG = LoggerFactory.getLogger(EvaluationsRecorder.class);
    private static final int SERVICE_UNAVAILABLE = 503;
    private static final int BAD_REQUEST = 400;
    private static final Duration LOOK = Duration.ofMillis(500);
    private static final Duration AGAIN = Duration.ofSeconds(1);

    /** By no more than this a clock is ahead of another one. */
    private static final Duration CLOCKS_APART = Duration.ofHours(1);

    private final PublishSettings settings;
    private final Reactions reactions;
    private final InstantSource clock;
    private final Counter recorded;
    private final Counter passedOver;
    private final Worker worker = new Worker("evaluations-recorder");

    private volatile @Nullable String trouble;

    EvaluationsRecorder(PublishSettings settings, Reactions reactions, InstantSource clock, MeterRegistry meters) {
        this.settings = settings;
        this.reactions = reactions;
        this.clock = clock;
        this.recorded = Counter.builder("release.ledger.evaluations.recorded")
                .description("days of flags whose evaluations this instance recorded, or found recorded")
                .register(meters);
        this.passedOver = Counter.builder("release.ledger.evaluations.passed.over")
                .description("records of the topic of evaluations that say nothing of a flag, or were refused")
                .register(meters);
        worker.start(this::attempt);
    }

    /** What keeps it from recording; empty when nothing does. */
    Optional<String> trouble() {
        return Optional.ofNullable(trouble);
    }

    private Duration attempt() {
        try {
            recordWhatComes();
        } catch (NotOver e) {
            report("a day is not over by this clock that is over by another", e);
        } catch (KafkaException e) {
            report("Kafka does not answer", e);
        } catch (LedgerUnavailable | AppendFailed | DataAccessException | RequestRejected e) {
            report("the ledger takes nothing at the moment", e);
        } catch (RuntimeException e) {
            report("recording fails in a way that nobody foresaw", e);
        }
        return AGAIN;
    }

    private void report(String now, Exception e) {
        if (!now.equals(trouble)) {
            LOG.warn("evaluations are not recorded for now: {}", now, e);
        }
        trouble = now;
    }

    private void recordWhatComes() {
        try (Consumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                settings.recorder(settings.evaluationsTopic(), "earliest", 100),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.subscribe(List.of(settings.evaluationsTopic()));
            while (worker.isOpen()) {
                var records = consumer.poll(LOOK);
                for (ConsumerRecord<byte[], byte[]> each : records) {
                    if (!worker.isOpen()) {
                        return;
                    }
                    take(each);
                }
                if (!records.isEmpty()) {
                    consumer.commitSync();
                }
                trouble = null;
            }
        }
    }

    /** Records one, or passes it over where it never can be. Whatever else goes wrong is thrown, and it is read again. */
    private void take(ConsumerRecord<byte[], byte[]> consumed) {
        Optional<EvaluationsOfADay> read =
                consumed.value() == null ? Optional.empty() : EvaluationsOfADay.read(consumed.value());
        if (read.isEmpty()) {
            passOver(consumed, "it is none");
            return;
        }
        EvaluationsOfADay counted = read.get();
        waitFor(Flag.End.passedAt(counted.day()));
        CountEvaluations command =
                new CountEvaluations(counted.flagId(), counted.day(), counted.counts(), counted.total());
        try {
            int status = reactions.sayAsTold(command, ACTOR).status();
            if (status < BAD_REQUEST) {
                recorded.increment();
            } else {
                passOver(consumed, "it is refused, which is on record");
            }
        } catch (RequestRejected e) {
            if (e.problem().status() == SERVICE_UNAVAILABLE) {
                throw e;
            }
            passOver(consumed, "the ledger has no such flag");
        }
    }

    /** Another service's clock may be ahead; of a day that is far ahead it is for the rules to say so. */
    private void waitFor(Instant over) {
        Instant now = clock.instant();
        if (now.isBefore(over) && !now.plus(CLOCKS_APART).isBefore(over)) {
            throw new NotOver(over);
        }
    }

    private void passOver(ConsumerRecord<byte[], byte[]> consumed, String why) {
        LOG.warn("record {} of {} is passed over: {}", consumed.offset(), consumed.topic(), why);
        passedOver.increment();
    }

    /** Says what it holds and leaves the group. */
    @Override
    public void close() {
        worker.close();
    }

    /** A day that is over by the clock of whoever counted, and not by this one's. */
    private static final class NotOver extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotOver(Instant over) {
            super("it is over at " + over);
        }
    }
}

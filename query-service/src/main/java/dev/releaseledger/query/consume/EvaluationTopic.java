package dev.releaseledger.query.consume;

import dev.releaseledger.events.flag.EvaluationsOfADay;
import dev.releaseledger.query.settings.QuerySettings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Tells the topic of evaluations how often flags were evaluated. That is seldom, so that nothing is kept open for it. */
final class EvaluationTopic {
    private static final int MILLIS = 10_000;

    private final QuerySettings settings;

    EvaluationTopic(QuerySettings settings) {
        this.settings = settings;
    }

    /**
     * Tells all of it, in this order, and waits until every broker has it that has to.
     *
     * @throws KafkaException when some of it may not be told
     */
    void tell(List<EvaluationsOfADay> evaluations) throws InterruptedException {
        requireTopic();
        List<Future<RecordMetadata>> told = new ArrayList<>();
        try (Producer<byte[], byte[]> producer =
                new KafkaProducer<>(config(), new ByteArraySerializer(), new ByteArraySerializer())) {
            for (EvaluationsOfADay each : evaluations) {
                told.add(producer.send(new ProducerRecord<>(settings.topics().evaluations(), each.toBytes())));
            }
            producer.flush();
            for (Future<RecordMetadata> each : told) {
                each.get();
            }
        } catch (ExecutionException e) {
            throw new KafkaException("topic " + settings.topics().evaluations() + " does not take it", e.getCause());
        }
    }

    /** A producer that asks for a topic that is not there may have the broker make it, unfit. */
    private void requireTopic() throws InterruptedException {
        Map<String, Object> config = new HashMap<>(Map.of(
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, MILLIS,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, MILLIS));
        config.putAll(settings.kafka().properties());
        config.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, settings.kafka().bootstrap());
        try (Admin admin = Admin.create(config)) {
            admin.describeTopics(List.of(settings.topics().evaluations()))
                    .allTopicNames()
                    .get();
        } catch (ExecutionException e) {
            throw new KafkaException("topic " + settings.topics().evaluations() + " is not to be had", e.getCause());
        }
    }

    private Map<String, Object> config() {
        Map<String, Object> config = new HashMap<>(Map.of(
                ProducerConfig.ACKS_CONFIG,
                "all",
                ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                true,
                ProducerConfig.MAX_BLOCK_MS_CONFIG,
                MILLIS,
                ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                MILLIS,
                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                2 * MILLIS));
        config.putAll(settings.kafka().properties());
        config.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, settings.kafka().bootstrap());
        return config;
    }
}

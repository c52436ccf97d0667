package dev.releaseledger.query.consume;

import dev.releaseledger.query.settings.QuerySettings;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Makes Kafka consumers that read what was committed, and keep no offsets in Kafka. */
final class KafkaConsumers {
    private final QuerySettings settings;

    KafkaConsumers(QuerySettings settings) {
        this.settings = settings;
    }

    /** A member of the group that shares one partition: one member reads, the others stand by. */
    KafkaConsumer<byte[], byte[]> member(String group) {
        Map<String, Object> config = config();
        config.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        // A killed instance is replaced after this long; brokers allow no less by default.
        config.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 6_000);
        config.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 2_000);
        config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, settings.projection().batch());
        // Bounds the memory: a fetch, and the one that is read ahead of it.
        config.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 8 << 20);
        config.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 8 << 20);
        config.putAll(settings.kafka().properties());
        return consumer(config);
    }

    /** A reader by itself. */
    KafkaConsumer<byte[], byte[]> reader() {
        Map<String, Object> config = config();
        config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 500);
        config.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 1 << 20);
        config.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 1 << 20);
        config.putAll(settings.kafka().properties());
        return consumer(config);
    }

    private Map<String, Object> config() {
        Map<String, Object> config = new HashMap<>();
        config.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, settings.kafka().bootstrap());
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        // A topic that is created later is noticed after this long.
        config.put(ConsumerConfig.METADATA_MAX_AGE_CONFIG, 5_000);
        return config;
    }

    private static KafkaConsumer<byte[], byte[]> consumer(Map<String, Object> config) {
        return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}

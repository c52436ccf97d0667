package dev.releaseledger.command.publish;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/**
 * Where a ledger is published.
 *
 * @param origin the ledger's name
 * @param topicPrefix what its topics' names begin with
 * @param replication how many brokers keep a copy of a topic that is created here; an existing topic keeps its own
 * @param bootstrap Kafka's addresses
 * @param properties further settings of Kafka's clients, such as those of TLS
 */
public record PublishSettings(
        String origin, String topicPrefix, short replication, String bootstrap, Map<String, String> properties) {

    public PublishSettings {
        properties = Map.copyOf(properties);
    }

    /** The topic of the entries. */
    public String eventsTopic() {
        return topicPrefix + ".events";
    }

    /** The topic of the checkpoints. */
    public String checkpointsTopic() {
        return topicPrefix + ".checkpoints";
    }

    /** The topic of who read which evidence. */
    public String accessTopic() {
        return topicPrefix + ".access";
    }

    /** The topic of how often flags are evaluated. */
    public String evaluationsTopic() {
        return topicPrefix + ".evaluations";
    }

    /** Every topic of the ledger. */
    public List<String> topics() {
        return List.of(eventsTopic(), checkpointsTopic(), accessTopic(), evaluationsTopic());
    }

    /** One for each ledger, so that a publisher that comes later ends the one before it. */
    String transactionalId() {
        return "release-ledger-" + origin;
    }

    /** The settings of a client of Kafka: ours, unless they are set. */
    public Map<String, Object> client(Map<String, Object> ours) {
        Map<String, Object> client = new HashMap<>(ours);
        client.putAll(properties);
        client.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
        return client;
    }

    /**
     * The settings of a consumer that records what a topic tells: one group a topic, of which one instance reads at a time, and only
     * what is committed.
     *
     * @param reset where to begin when Kafka does not know, as {@code auto.offset.reset} has it
     * @param mostAtOnce how many records a poll may bring: so few that they are recorded long before the group believes that
     *     this instance is gone
     */
    public Map<String, Object> recorder(String topic, String reset, int mostAtOnce) {
        Map<String, Object> ours = new HashMap<>();
        ours.put(ConsumerConfig.GROUP_ID_CONFIG, topic + ".recorder");
        // A killed instance is replaced after this long; brokers allow no less by default.
        ours.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 6_000);
        ours.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 2_000);
        ours.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        ours.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        ours.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, reset);
        ours.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        ours.put(ConsumerConfig.METADATA_MAX_AGE_CONFIG, 5_000);
        ours.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, mostAtOnce);
        ours.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 1 << 20);
        ours.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 1 << 20);
        return client(ours);
    }
}

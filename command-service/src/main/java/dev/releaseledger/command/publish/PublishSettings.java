package dev.releaseledger.command.publish;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;

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
}

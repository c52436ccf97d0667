package dev.releaseledger.command.publish;

import static java.util.Objects.requireNonNull;

import dev.releaseledger.events.topic.WholeTopic;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;

/** The topics of a ledger: whole, in one order, kept for ever. */
final class Topics {
    /** What keeps a topic whole. */
    private static final Map<String, String> WHOLE = Map.of(
            TopicConfig.RETENTION_MS_CONFIG, "-1",
            TopicConfig.RETENTION_BYTES_CONFIG, "-1",
            TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_DELETE);

    private final PublishSettings settings;

    Topics(PublishSettings settings) {
        this.settings = settings;
    }

    /**
     * Creates them where they are missing, and looks at those that are there.
     *
     * @throws TopicUnsuitable when one would lose entries or their order
     * @throws KafkaException when Kafka does not answer
     */
    void prepare() throws InterruptedException {
        try (Admin admin = Admin.create(settings.client(Map.of(
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 10_000)))) {
            Set<String> existing = answer(admin.listTopics().names());
            for (String topic : settings.topics()) {
                if (existing.contains(topic)) {
                    examine(admin, topic);
                } else {
                    create(admin, topic);
                }
            }
        }
    }

    private void create(Admin admin, String topic) throws InterruptedException {
        Map<String, String> configs = new HashMap<>(WHOLE);
        configs.put(TopicConfig.UNCLEAN_LEADER_ELECTION_ENABLE_CONFIG, "false");
        if (settings.replication() >= 3) {
            configs.put(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, "2");
        }
        NewTopic created = new NewTopic(topic, 1, settings.replication()).configs(configs);
        try {
            answer(admin.createTopics(List.of(created)).all());
        } catch (TopicExistsException e) {
            examine(admin, topic);
        }
    }

    private void examine(Admin admin, String topic) throws InterruptedException {
        TopicDescription description = answer(requireNonNull(
                admin.describeTopics(List.of(topic)).topicNameValues().get(topic)));
        if (description.partitions().size() != 1) {
            throw new TopicUnsuitable("topic " + topic + " would not keep the ledger in one order: it has "
                    + description.partitions().size() + " partitions and must have 1");
        }
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        Config config = answer(
                requireNonNull(admin.describeConfigs(List.of(resource)).values().get(resource)));
        Map<String, String> inForce = new HashMap<>();
        config.entries().stream()
                .filter(entry -> entry.value() != null)
                .forEach(entry -> inForce.put(entry.name(), entry.value()));
        List<WholeTopic.Fault> faults = WholeTopic.faults(
                inForce, description.partitions().getFirst().replicas().size());
        if (!faults.isEmpty()) {
            throw new TopicUnsuitable(WholeTopic.refusal(topic, faults, settings.bootstrap()));
        }
    }

    private static <T> T answer(KafkaFuture<T> future) throws InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof KafkaException failure) {
                throw failure;
            }
            throw new KafkaException(e.getCause());
        }
    }
}

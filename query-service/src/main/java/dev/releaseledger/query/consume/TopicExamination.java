package dev.releaseledger.query.consume;

import static java.util.Objects.requireNonNull;

import dev.releaseledger.events.topic.WholeTopic;
import dev.releaseledger.query.settings.QuerySettings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the topics before anything is projected from them: what is built on a topic that loses entries cannot be built
 * again. The same words as the command service's, which will not write to such a topic.
 */
final class TopicExamination {
    private final QuerySettings settings;
    private volatile @Nullable String refusal;

    TopicExamination(QuerySettings settings) {
        this.settings = settings;
    }

    /** Why nothing is projected; empty when it may be, as far as was looked. */
    Optional<String> refusal() {
        return Optional.ofNullable(refusal);
    }

    /**
     * Looks at the topic of entries and the one of checkpoints; one that is missing is made by the command service, which
     * looks at it.
     *
     * @return why nothing may be projected; empty when it may be
     * @throws KafkaException when Kafka does not answer
     */
    Optional<String> examine() {
        Map<String, Object> client = settings.kafka()
                .client(Map.of(
                        AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000,
                        AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 10_000));
        client.keySet().retainAll(AdminClientConfig.configNames());
        try (Admin admin = Admin.create(client)) {
            Optional<String> found = fault(admin, settings.topics().events())
                    .or(() -> fault(admin, settings.topics().checkpoints()));
            refusal = found.orElse(null);
            return found;
        }
    }

    private Optional<String> fault(Admin admin, String topic) {
        try {
            TopicDescription description = answer(requireNonNull(
                    admin.describeTopics(List.of(topic)).topicNameValues().get(topic)));
            ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
            Config config = answer(requireNonNull(
                    admin.describeConfigs(List.of(resource)).values().get(resource)));
            Map<String, String> inForce = new HashMap<>();
            config.entries().stream()
                    .filter(entry -> entry.value() != null)
                    .forEach(entry -> inForce.put(entry.name(), entry.value()));
            List<WholeTopic.Fault> faults = WholeTopic.faults(
                    inForce, description.partitions().getFirst().replicas().size());
            return faults.isEmpty()
                    ? Optional.empty()
                    : Optional.of(
                            WholeTopic.refusal(topic, faults, settings.kafka().bootstrap()));
        } catch (UnknownTopicOrPartitionException e) {
            return Optional.empty();
        } catch (AuthorizationException e) {
            return Optional.of("the settings of topic " + topic
                    + " may not be read: grant Describe and DescribeConfigs on it to the query service");
        }
    }

    private static <T> T answer(KafkaFuture<T> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException(e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof KafkaException failure) {
                throw failure;
            }
            throw new KafkaException(e.getCause());
        }
    }
}

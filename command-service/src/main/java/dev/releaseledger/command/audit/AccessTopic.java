package dev.releaseledger.command.audit;

import static java.util.Objects.requireNonNull;

import dev.releaseledger.command.directory.ReadersRecorded;
import dev.releaseledger.command.publish.PublishSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/** What Kafka says of the access topic. Each method throws {@link KafkaException} when it says nothing. */
final class AccessTopic implements ReadersRecorded {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int ONE_REQUEST_MILLIS = 5_000;

    private final PublishSettings settings;
    private final AccessStream stream;

    AccessTopic(PublishSettings settings, AccessStream stream) {
        this.settings = settings;
        this.stream = stream;
    }

    /** Kafka's own id of the topic, which must be there. */
    String id() {
        return id(PATIENCE);
    }

    /** The same, by an answer that does not take longer than this. */
    String id(Duration limit) {
        try (Admin admin = admin(limit)) {
            return id(admin);
        }
    }

    /** Whether every reader that the topic names by now has an id in the ledger. */
    @Override
    public boolean allOfThem() {
        try (Admin admin = admin(PATIENCE)) {
            TopicPartition partition = new TopicPartition(settings.accessTopic(), 0);
            long end = answer(admin.listOffsets(Map.of(partition, OffsetSpec.latest()))
                            .partitionResult(partition))
                    .offset();
            AccessStream.Standing standing = stream.standing();
            return end == 0 || (id(admin).equals(standing.topicId()) && standing.nextOffset() >= end);
        } catch (KafkaException e) {
            return false;
        }
    }

    private String id(Admin admin) {
        String topic = settings.accessTopic();
        return answer(requireNonNull(
                        admin.describeTopics(List.of(topic)).topicNameValues().get(topic)))
                .topicId()
                .toString();
    }

    private Admin admin(Duration limit) {
        int millis = Math.toIntExact(limit.toMillis());
        return Admin.create(settings.client(Map.of(
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                Math.min(millis, ONE_REQUEST_MILLIS),
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                millis)));
    }

    private static <T> T answer(KafkaFuture<T> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException failure ? failure : new KafkaException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted");
        }
    }
}

package dev.releaseledger.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedKafkaIT {
    @TempDir
    Path folder;

    @Test
    void aRestartKeepsWhatATransactionCommitted() throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(folder, 0)) {
            createTopic(kafka);
            try (KafkaProducer<String, String> producer = transactionalProducer(kafka)) {
                producer.initTransactions();
                producer.beginTransaction();
                send(producer, "aborted");
                producer.abortTransaction();
                producer.beginTransaction();
                send(producer, "committed");
                producer.commitTransaction();
            }
            assertThat(read(kafka, 1)).containsExactly("committed");
        }
        try (EmbeddedKafka kafka = EmbeddedKafka.start(folder, 0)) {
            try (KafkaProducer<String, String> producer = transactionalProducer(kafka)) {
                producer.initTransactions();
                producer.beginTransaction();
                send(producer, "after the restart");
                producer.commitTransaction();
            }
            assertThat(read(kafka, 2)).containsExactly("committed", "after the restart");
        }
    }

    @Test
    void aSecondBrokerOverTheSameFolderIsRefused() {
        EmbeddedKafka kafka = EmbeddedKafka.start(folder, 0);
        try (kafka) {
            assertThatThrownBy(() -> EmbeddedKafka.start(folder, 0))
                    .isInstanceOf(ServerFailed.class)
                    .hasMessageContaining("in use by another running process");
        }
    }

    private static void createTopic(EmbeddedKafka kafka) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrap()))) {
            admin.createTopics(List.of(new NewTopic("kept", 1, (short) 1)))
                    .all()
                    .get();
        }
    }

    private static KafkaProducer<String, String> transactionalProducer(EmbeddedKafka kafka) {
        Properties properties = new Properties();
        properties.put("bootstrap.servers", kafka.bootstrap());
        properties.put("transactional.id", "one");
        return new KafkaProducer<>(properties, new StringSerializer(), new StringSerializer());
    }

    private static void send(KafkaProducer<String, String> producer, String value) throws Exception {
        producer.send(new ProducerRecord<>("kept", value)).get();
    }

    private static List<String> read(EmbeddedKafka kafka, int count) {
        Properties properties = new Properties();
        properties.put("bootstrap.servers", kafka.bootstrap());
        properties.put("group.id", "readers of " + count);
        properties.put("auto.offset.reset", "earliest");
        properties.put("isolation.level", "read_committed");
        List<String> values = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(properties, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of("kept"));
            Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> {
                for (ConsumerRecord<String, String> entry : consumer.poll(Duration.ofMillis(100))) {
                    values.add(entry.value());
                }
                return values.size() >= count;
            });
        }
        return values;
    }
}

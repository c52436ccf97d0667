package dev.releaseledger.servers.testing;

import dev.releaseledger.servers.EmbeddedKafka;
import java.nio.file.Path;
import org.testcontainers.kafka.KafkaContainer;

/** A Kafka for tests, from wherever. */
record RunningKafka(String bootstrap, AutoCloseable server) {
    static final String IMAGE = "apache/kafka:4.1.2";

    static RunningKafka inContainer() {
        KafkaContainer container = new KafkaContainer(IMAGE)
                .withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false")
                .withStartupTimeout(TestServers.START_WITHIN);
        container.start();
        return new RunningKafka(container.getBootstrapServers(), container::stop);
    }

    static RunningKafka embedded(Path folder) {
        EmbeddedKafka kafka = EmbeddedKafka.start(folder, 0);
        return new RunningKafka(kafka.bootstrap(), kafka);
    }
}

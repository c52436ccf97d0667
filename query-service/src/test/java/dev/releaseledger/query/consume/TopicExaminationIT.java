package dev.releaseledger.query.consume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.releaseledger.events.access.Role;
import dev.releaseledger.events.release.ReleaseCancelled;
import dev.releaseledger.query.testing.RunningQueryService;
import dev.releaseledger.query.testing.TestLedger;
import dev.releaseledger.servers.testing.TestDatabase;
import dev.releaseledger.servers.testing.TestIssuer;
import dev.releaseledger.servers.testing.TestServers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TopicExaminationIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final TestServers servers = TestServers.shared();
    private final TestIssuer issuer = TestIssuer.start();
    private final TestDatabase database = servers.newDatabase();
    private final String prefix = servers.newTopicPrefix();

    @AfterEach
    void stop() {
        issuer.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {".events", ".checkpoints"})
    void nothingIsProjectedFromATopicThatWouldLoseEntriesUntilItsSettingsAreChanged(String suffix) throws Exception {
        String topic = prefix + suffix;
        try (TestLedger ledger = new TestLedger(servers.kafkaBootstrap(), prefix)) {
            ledger.say(
                    "release/" + UUID.randomUUID(),
                    new ReleaseCancelled("not needed"),
                    ledger.live(Role.RELEASE_MANAGER));
            setRetention(topic, "604800000");
            try (RunningQueryService service = RunningQueryService.start(
                    database, prefix, issuer, List.of(ledger.key().format()))) {
                TopicExamination examination = service.bean(TopicExamination.class);
                await().atMost(PATIENCE).until(() -> examination.refusal().isPresent());
                assertThat(examination.refusal().orElseThrow())
                        .isEqualTo("topic " + topic + " would not keep the ledger whole:"
                                + " its retention.ms is 604800000 and must be -1; change it with: kafka-configs.sh"
                                + " --bootstrap-server " + servers.kafkaBootstrap()
                                + " --alter --entity-type topics --entity-name " + topic
                                + " --add-config retention.ms=-1");
                assertThat(service.getWith("/actuator/health", null).status()).isEqualTo(503);

                setRetention(topic, "-1");
                service.awaitProjected(1);
                assertThat(service.getWith("/actuator/health", null).status()).isEqualTo(200);
            }
        }
    }

    private void setRetention(String topic, String value) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers.kafkaBootstrap()))) {
            admin.incrementalAlterConfigs(Map.of(
                            new ConfigResource(ConfigResource.Type.TOPIC, topic),
                            List.of(new AlterConfigOp(
                                    new ConfigEntry("retention.ms", value), AlterConfigOp.OpType.SET))))
                    .all()
                    .get();
        }
    }
}

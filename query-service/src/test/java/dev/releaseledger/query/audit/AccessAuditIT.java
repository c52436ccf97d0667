package dev.releaseledger.query.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.releaseledger.events.access.Role;
import dev.releaseledger.events.audit.Access;
import dev.releaseledger.events.audit.AccessKeys;
import dev.releaseledger.events.audit.AccessOutcome;
import dev.releaseledger.events.audit.Opening;
import dev.releaseledger.events.release.ReleaseKind;
import dev.releaseledger.events.release.ReleasePlanned;
import dev.releaseledger.events.release.Strategy;
import dev.releaseledger.query.release.ReleaseStream;
import dev.releaseledger.query.testing.Answer;
import dev.releaseledger.query.testing.RunningQueryService;
import dev.releaseledger.query.testing.TestLedger;
import dev.releaseledger.servers.testing.TestIssuer;
import dev.releaseledger.servers.testing.TestServers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

class AccessAuditIT {
    private static final TestServers SERVERS = TestServers.shared();
    private static final TestIssuer ISSUER = TestIssuer.start();
    private static final String PREFIX = SERVERS.newTopicPrefix();
    private static final TestLedger LEDGER = new TestLedger(SERVERS.kafkaBootstrap(), PREFIX);
    private static final UUID RELEASE = UUID.fromString("00000000-0000-7000-8000-0000000000f1");
    private static final ReleasePlanned PLANNED = new ReleasePlanned(
            "checkout",
            "1.0",
            "The first",
            ReleaseKind.STANDARD,
            Strategy.CANARY,
            null,
            TestLedger.PLANNER,
            null,
            null,
            1);
    private static final TopicPartition TOPIC = new TopicPartition(PREFIX + ".access", 0);

    /** What is neither evidence nor private. A new address belongs here, or among the evidence. */
    private static final List<String> VIEWS = List.of(
            "/error",
            "/ledger/checkpoint",
            "/ledger/consistency",
            "/ledger/keys",
            "/ledger/proof/{position}",
            "/ofrep/v1/evaluate/flags",
            "/ofrep/v1/evaluate/flags/{key}",
            "/ofrep/v1/events",
            "/v1/admin/rebuild",
            "/v1/environments",
            "/v1/environments/{name}",
            "/v1/environments/{name}/diff",
            "/v1/findings/rules",
            "/v1/flags",
            "/v1/flags/{id}",
            "/v1/flags/{id}/diff",
            "/v1/freezes",
            "/v1/freezes/{product}",
            "/v1/incidents",
            "/v1/incidents/{id}",
            "/v1/incidents/{id}/timeline",
            "/v1/policies",
            "/v1/policies/{product}",
            "/v1/policies/{product}/diff",
            "/v1/policies/{product}/versions",
            "/v1/policies/{product}/versions/{version}",
            "/v1/products/{product}/changelog",
            "/v1/releases",
            "/v1/releases/{id}",
            "/v1/releases/{id}/announcements",
            "/v1/releases/{id}/checklists",
            "/v1/releases/{id}/deployments/{deploymentId}/health",
            "/v1/releases/{id}/gates",
            "/v1/releases/{id}/incidents",
            "/v1/releases/{id}/notes",
            "/v1/releases/{id}/readiness",
            "/v1/releases/{id}/report",
            "/v1/releases/{id}/rollbacks/{rollbackId}/verdict",
            "/v1/releases/{id}/timeline");

    private static RunningQueryService service;
    private static AccessKeys keys;

    @BeforeAll
    static void record() throws IOException {
        keys = AccessKeys.parse(Files.readString(RunningQueryService.ACCESS_KEY));
        service = start(PREFIX);
        LEDGER.say(ReleaseStream.name(RELEASE), PLANNED, LEDGER.live(Role.RELEASE_MANAGER));
        service.awaitProjected(LEDGER.size());
    }

    private static RunningQueryService start(String prefix, String... more) {
        return RunningQueryService.start(
                SERVERS.newDatabase(), prefix, ISSUER, List.of(LEDGER.key().format()), more);
    }

    @AfterAll
    static void stop() {
        service.close();
        LEDGER.close();
        ISSUER.close();
    }

    @Test
    void whoReadsRawEntriesIsInTheTopicWhenTheAnswerIsThere_andTheirNameIsNot() {
        long before = end();

        Answer answer = as("ada.lovelace@example.com", "/v1/entries?after=-1&limit=10", "auditor");

        assertThat(answer.status()).isEqualTo(200);
        List<byte[]> records = from(before);
        assertThat(records).hasSize(1);
        assertThat(new String(records.getFirst(), UTF_8)).doesNotContain("ada", "lovelace");
        Opening.Opened opened = opened(records.getFirst());
        assertThat(opened.subject()).isEqualTo("ada.lovelace@example.com");
        assertThat(opened.access().what()).isEqualTo("entries after=-1 limit=10");
        assertThat(opened.access().how()).isEqualTo("entries");
        assertThat(opened.access().outcome()).isEqualTo(AccessOutcome.READ);
        assertThat(opened.access().roles()).containsExactly("auditor");
    }

    @Test
    void aHistoryIsEvidenceOfItsRelease_aViewIsNone() {
        long before = end();

        assertThat(as("ada", "/v1/releases/" + RELEASE, "auditor").status()).isEqualTo(200);
        assertThat(as("ada", "/v1/releases", "auditor").status()).isEqualTo(200);
        assertThat(as("ada", "/v1/findings", "auditor").status()).isEqualTo(200);
        assertThat(as("ada", "/v1/releases/" + RELEASE + "/history", "auditor").status())
                .isEqualTo(200);

        assertThat(from(before).stream().map(record -> opened(record).access()).map(Access::what))
                .containsExactly("release/" + RELEASE);
    }

    @Test
    void whoIsDeniedEvidenceIsRecordedToo_whoAsksForNothingThatIsThereIsNot() {
        long before = end();

        assertThat(as("eve", "/v1/releases/" + RELEASE + "/refusals", "developer")
                        .status())
                .isEqualTo(403);
        for (int after = 0; after < 3; after++) {
            assertThat(as("eve", "/v1/entries?after=" + after, "developer").status())
                    .isEqualTo(403);
        }
        assertThat(as("eve", "/v1/entries?limit=0", "auditor").status()).isEqualTo(400);
        assertThat(as("eve", "/v1/releases/" + UUID.randomUUID() + "/history", "auditor")
                        .status())
                .isEqualTo(404);

        List<byte[]> records = from(before);
        assertThat(records.stream().map(record -> opened(record).access().what()))
                .as("whoever is denied something does not decide how many different lines are kept of it")
                .containsExactly("release", "entries", "entries", "entries");
        assertThat(records.stream().map(record -> opened(record).access().outcome()))
                .containsOnly(AccessOutcome.DENIED);
        assertThat(opened(records.getFirst()).subject()).isEqualTo("eve");
    }

    @Test
    void aListIsEvidenceWhenItIsTakenAwayAsAFile_andWhatIsSearchedForIsNotTold() {
        long before = end();
        String token = ISSUER.token("ada", "auditor");

        assertThat(service.getWith("/v1/incidents/export?product=checkout&q=Ada+Lovelace", token)
                        .status())
                .isEqualTo(200);
        assertThat(service.getAs("text/csv", "/v1/metrics/dora/lead-time/entries?product=checkout", "auditor")
                        .status())
                .isEqualTo(200);
        assertThat(service.getAs("application/json", "/v1/metrics/dora/lead-time/entries", "auditor")
                        .status())
                .isEqualTo(200);

        assertThat(from(before).stream().map(record -> opened(record).access()).map(Access::what))
                .containsExactly("incidents product=checkout by q", "dora product=checkout");
    }

    @Test
    void nobodyInParticularReadsNoEvidence() {
        assertThat(as("", "/v1/entries", "auditor").status()).isBetween(400, 403);
        assertThat(as("x".repeat(201), "/v1/entries", "auditor").status()).isEqualTo(403);
        assertThat(as("x".repeat(201), "/v1/releases", "auditor").status()).isEqualTo(200);
    }

    @Test
    void manyThatReadAtOnceAreAllRecorded() throws Exception {
        long before = end();
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Answer> read = () -> as("ada", "/v1/entries", "auditor");
            List<Future<Answer>> answers = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                answers.add(callers.submit(read));
            }
            for (Future<Answer> answer : answers) {
                assertThat(answer.get().status()).isEqualTo(200);
            }
        }

        assertThat(from(before)).hasSize(200);
    }

    @Test
    void whileKafkaDoesNotTakeTheRecordNoEvidenceLeaves_viewsDo() throws Exception {
        String prefix = SERVERS.newTopicPrefix();
        try (TestLedger ledger = new TestLedger(SERVERS.kafkaBootstrap(), prefix);
                RunningQueryService cut = start(prefix, "--release-ledger.access.acknowledge-within=500ms")) {
            ledger.say(ReleaseStream.name(RELEASE), PLANNED, ledger.live(Role.RELEASE_MANAGER));
            cut.awaitProjected(1);
            // The first record waits for its producer to be connected.
            await().atMost(Duration.ofMinutes(2))
                    .until(() -> cut.get("/v1/entries", "auditor").status() == 200);
            try (Admin admin = Admin.create(Map.of("bootstrap.servers", SERVERS.kafkaBootstrap()))) {
                admin.deleteTopics(List.of(prefix + ".access")).all().get();
            }

            for (int i = 0; i < 3; i++) {
                Answer refused = cut.get("/v1/entries", "auditor");
                assertThat(refused.status()).isEqualTo(503);
                assertThat(refused.header("Content-Type")).startsWith("application/problem+json");
                assertThat(refused.header("Retry-After")).isNotEmpty();
                assertThat(refused.text()).contains("recorded first").doesNotContain("specversion");
            }
            Answer export = cut.get("/v1/incidents/export", "auditor");
            assertThat(export.status()).isEqualTo(503);
            assertThat(export.header("Content-Disposition")).isEmpty();
            assertThat(cut.get("/v1/releases/" + RELEASE + "/history", "auditor")
                            .status())
                    .isEqualTo(503);
            assertThat(cut.get("/v1/releases/" + RELEASE + "/refusals", "developer")
                            .status())
                    .as("whoever is denied learns no less")
                    .isEqualTo(503);
            assertThat(cut.get("/v1/releases", "auditor").status()).isEqualTo(200);
        }
    }

    @Test
    void withoutAKeyNoEvidenceLeaves() {
        try (RunningQueryService keyless = start(PREFIX, "--release-ledger.access.key=")) {
            keyless.awaitProjected(LEDGER.size());
            Answer refused = keyless.get("/v1/entries", "auditor");
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.text()).contains("release-ledger.access.key");
            assertThat(refused.header("Retry-After")).isEmpty();
            assertThat(keyless.getWith("/actuator/health", null).status()).isEqualTo(503);
        }
    }

    @Test
    void aKeyThatIsPutFirstSealsFromThenOn() throws IOException {
        Path file = Files.writeString(Files.createTempFile("access", ".key"), AccessKeys.generate());
        try (RunningQueryService rotating = start(PREFIX, "--release-ledger.access.key=" + file)) {
            rotating.awaitProjected(LEDGER.size());
            rotating.get("/v1/entries", "auditor");
            long before = end();
            Files.writeString(file, AccessKeys.generate() + Files.readString(file));

            assertThat(rotating.get("/v1/entries", "auditor").status()).isEqualTo(200);

            AccessKeys rotated = AccessKeys.parse(Files.readString(file));
            assertThat(rotated.open(from(before).getFirst())).isInstanceOf(Opening.Opened.class);
            assertThat(new String(from(before).getFirst(), UTF_8)).contains("\"key\":\"" + rotated.newest());
        }
    }

    @Test
    void everyAddressIsEitherEvidenceOrKnownToBeAView() {
        List<String> unclassified = service
                .bean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .entrySet()
                .stream()
                .filter(each -> each.getValue().getBeanType().getName().startsWith("dev.releaseledger."))
                .map(Map.Entry::getKey)
                .map(RequestMappingInfo::getPatternValues)
                .flatMap(Set::stream)
                .filter(pattern -> !Evidence.canBe(pattern) && !VIEWS.contains(pattern))
                .sorted()
                .toList();

        assertThat(unclassified).isEmpty();
    }

    private static Answer as(String subject, String path, String... roles) {
        return service.getWith(path, ISSUER.token(subject, roles));
    }

    private static Opening.Opened opened(byte[] record) {
        return (Opening.Opened) keys.open(record);
    }

    private static long end() {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            return requireNonNull(consumer.endOffsets(List.of(TOPIC)).get(TOPIC));
        }
    }

    /** The records from an offset to the end, all of which were acknowledged. */
    private static List<byte[]> from(long offset) {
        List<byte[]> records = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            consumer.assign(List.of(TOPIC));
            consumer.seek(TOPIC, offset);
            long end = requireNonNull(consumer.endOffsets(List.of(TOPIC)).get(TOPIC));
            while (consumer.position(TOPIC) < end) {
                consumer.poll(Duration.ofSeconds(1)).forEach(record -> records.add(record.value()));
            }
        }
        return records;
    }

    private static KafkaConsumer<byte[], byte[]> consumer() {
        return new KafkaConsumer<>(
                Map.of("bootstrap.servers", SERVERS.kafkaBootstrap()),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }
}

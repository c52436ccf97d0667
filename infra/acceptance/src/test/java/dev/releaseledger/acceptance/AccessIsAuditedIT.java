package dev.releaseledger.acceptance;

import static dev.releaseledger.acceptance.harness.Team.path;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.releaseledger.acceptance.harness.Answer;
import dev.releaseledger.acceptance.harness.Caller;
import dev.releaseledger.acceptance.harness.Consumed;
import dev.releaseledger.acceptance.harness.Ledger;
import dev.releaseledger.acceptance.harness.LogsOnFailure;
import dev.releaseledger.acceptance.harness.ServiceProcess;
import dev.releaseledger.acceptance.harness.Stores;
import dev.releaseledger.acceptance.harness.Team;
import dev.releaseledger.events.audit.Opening;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** Who reads evidence is on record, once, whatever dies meanwhile; and whoever is erased is in no store any more. */
@ExtendWith(LogsOnFailure.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccessIsAuditedIT {
    private static final Duration WITHIN = Duration.ofMinutes(2);

    private Ledger ledger;
    private Team team;
    private Caller auditor;
    private Caller admin;

    @BeforeAll
    void start() {
        ledger = Ledger.startRecordingAccess("access", 2, 1);
        team = new Team(ledger);
        auditor = team.the("auditor");
        admin = team.the("admin");
    }

    @AfterAll
    void end() {
        ledger.close();
    }

    @Test
    void servicesThatAppendAreKilledWhileEvidenceIsRead_eachReadingIsRecordedOnce() throws Exception {
        UUID release = team.plan("read", "1.0");
        Caller reader = ledger.as("the-reader", "auditor");
        reader.getUntil(path(release), Answer::isSuccess);
        AtomicBoolean going = new AtomicBoolean(true);
        AtomicLong read = new AtomicLong();
        try (ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> running = IntStream.range(0, 4)
                    .<Future<?>>mapToObj(i -> readers.submit(() -> {
                        while (going.get()) {
                            reader.get(path(release, "history")).expect(200);
                            read.incrementAndGet();
                        }
                    }))
                    .toList();
            for (int round = 0; round < 4; round++) {
                ServiceProcess killed = ledger.commandService(round % 2);
                long before = counted(release);
                await().atMost(WITHIN).until(() -> counted(release) > before);
                killed.killHard();
                killed.start();
                killed.awaitReady();
            }
            going.set(false);
            for (Future<?> each : running) {
                each.get();
            }
        }

        await().atMost(WITHIN).until(() -> counted(release) >= read.get());
        assertThat(counted(release)).isEqualTo(read.get());
        JsonNode newest = admin.get("/v1/releases/" + release + "/access?how=release-history")
                .expect(200)
                .json();
        String id = newest.at("/readings/0/reader").asString();
        assertThat(auditor.getFromCommands("/v1/directory/" + id)
                        .expect(200)
                        .json()
                        .path("subject")
                        .asString())
                .isEqualTo("the-reader");
    }

    private long counted(UUID release) {
        long sum = 0;
        String cursor = "";
        do {
            JsonNode page = admin.get("/v1/releases/" + release + "/access?limit=500&how=release-history" + cursor)
                    .expect(200)
                    .json();
            for (JsonNode reading : page.path("readings")) {
                sum += reading.path("count").asLong();
            }
            cursor = page.path("next").isString()
                    ? "&cursor=" + page.path("next").asString()
                    : "";
        } while (!cursor.isEmpty());
        return sum;
    }

    @Test
    void onceSomebodyIsErasedAndTheKeyIsRotatedTheirNameIsInNoStore_andTheLedgerVerifies() {
        String name = "Zelda.Quuxington@example.org";
        String alias = "zq-quuxington";
        Caller zelda = ledger.as(name, "release-manager", "developer", "on-call", "support");
        UUID release = zelda.post("/v1/releases", Team.planned("erased", "1.0"), Map.of("Idempotency-Key", "zq-1"))
                .expect(201)
                .id();
        zelda.post(path(release, "changes"), Map.of("changes", List.of(Team.aChange("pr-1", name))))
                .expect(200);
        // Refused, with a receipt and an entry.
        zelda.post(path(release, "stages/DEVELOPMENT/approve"), Map.of(), Map.of("Idempotency-Key", "zq-2"));
        zelda.post(path(release, "stages/PRODUCTION/approve"), Map.of("onBehalfOf", name));
        UUID incident = zelda.post(
                        "/v1/incidents",
                        Map.of("product", "erased", "environment", "qa", "title", "Slow", "severity", "SEV3"))
                .expect(201)
                .id();
        zelda.post(
                        "/v1/incidents/" + incident + "/action-items",
                        Map.of("title", "Look closer", "owner", name, "due", "2099-12-31"))
                .expect(201);
        // Where a name has no place, it must not be repeated in a log either.
        zelda.getFromCommands("/v1/directory/" + name);
        zelda.post("/v1/" + name, Map.of("who", name));
        zelda.post(path(release, "changes"), Map.of("changes", name));
        zelda.post(path(release, "changes"), Map.of(name, name));
        zelda.get("/v1/releases/" + name);
        zelda.get("/v1/" + name + "?who=" + name);
        zelda.get("/v1/incidents?q=" + name).expect(200);
        // Reading, and being denied.
        zelda.getUntil(path(release), Answer::isSuccess);
        zelda.get(path(release, "history")).expect(200);
        zelda.get("/v1/incidents/export?product=erased&q=" + name).expect(200);
        zelda.get("/v1/entries").expect(403);
        ledger.as(name, "auditor").get("/v1/entries?limit=5").expect(200);
        admin.post("/v1/directory/aliases", Map.of("subject", name, "alias", alias))
                .expect(200);
        JsonNode own = admin.getUntil(
                        "/v1/access?what=release/" + release + "&how=release-history",
                        answer -> !answer.json().path("readings").isEmpty())
                .json();
        String id = own.at("/readings/0/reader").asString();
        JsonNode people = auditor.post("/v1/directory/lookup", Map.of("ids", List.of(id, UUID.randomUUID())))
                .expect(200)
                .json();
        assertThat(people.at("/people/0/subject").asString()).isEqualTo(name);
        assertThat(people.at("/people/0/aliases/0").asString()).isEqualTo(alias);
        assertThat(people.path("unknown")).hasSize(1);
        zelda.post("/v1/directory/lookup", Map.of("ids", List.of(id))).expect(403);
        admin.getUntil(
                "/v1/access?what=directory&outcome=DENIED&reader=" + id,
                answer -> !answer.json().path("readings").isEmpty());
        Stores stores = ledger.stores();
        assertThat(stores.holding(name)).containsExactly("table ledger.subject");

        admin.toCommands("DELETE", "/v1/directory/" + id).expect(204);
        ledger.rotateAccessKey();

        assertThat(stores.holding(name)).isEmpty();
        assertThat(stores.holding(alias)).isEmpty();
        assertThat(stores.holding("quuxington")).isEmpty();
        assertThat(stores.topics()).hasSizeGreaterThanOrEqualTo(3);
        assertThat(stores.accessRecords())
                .isNotEmpty()
                .extracting(record -> ledger.accessKeys().open(record.value()))
                .as("what was sealed before is sealed for ever")
                .filteredOn(Opening.Opened.class::isInstance)
                .isEmpty();
        Answer last = team.the("release-manager")
                .post("/v1/releases", Team.planned("after", "1.0"))
                .expect(201);
        Consumed whole = ledger.whole(last.position());
        assertThat(whole.envelopes().toString()).doesNotContain("quuxington").contains(id);
        assertThat(auditor.getFromCommands("/v1/directory/" + id).status()).isEqualTo(404);
    }
}

package dev.releaseledger.command.flag;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.releaseledger.command.RunningCommandService;
import dev.releaseledger.command.RunningCommandService.Reply;
import dev.releaseledger.command.append.LedgerDatabases;
import dev.releaseledger.command.incident.Ledger;
import dev.releaseledger.events.envelope.Envelope;
import dev.releaseledger.events.flag.EvaluationsOfADay;
import dev.releaseledger.servers.testing.TestDatabase;
import dev.releaseledger.servers.testing.TestServers;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is said of flags by itself, by the whole service. */
class FlagAutomationsIT {
    private static final Duration LONG = Duration.ofMinutes(2);
    /** By the services' clock, which begins at its noon: no midnight comes while a test runs. */
    private static final LocalDate TODAY = LocalDate.now(ZoneOffset.UTC).plusDays(1);

    private static final LocalDate END = TODAY.plusDays(40);

    private final TestDatabase database = TestServers.shared().newDatabase();
    private final String prefix = TestServers.shared().newTopicPrefix();
    private final String[] settings = {
        "--release-ledger.topics.prefix=" + prefix, "--release-ledger.signing-key=" + RunningCommandService.signingKey()
    };
    private final Ledger ledger = Ledger.of(database);
    private RunningCommandService service = startAt(TODAY.atTime(LocalTime.NOON).toInstant(ZoneOffset.UTC));

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void givenAFlagWhoseEndPasses_itHasOutlivedIt_unlessItIsArchivedOrItsEndWasMoved() {
        String late = define("late", "EXPERIMENT");
        String gone = define("gone", "EXPERIMENT");
        String moved = define("moved", "EXPERIMENT");
        define("lasting", "OPS");
        run(gone, "clean-up", "{\"change\":\"https://git.example.com/pull/7\"}");
        run(gone, "archive", "{\"documentation\":\"https://wiki.example.com/gone\"}");
        run(moved, "end", "{\"ends\":\"" + END.plusDays(9) + "\",\"reason\":\"The supplier is late\"}");
        awaitDeadlines("flag-end", 4);

        restartAt(END.plusDays(1));
        awaitDeadlines("flag-end", 1);

        Envelope outlived = ledger.of(late).getLast();
        assertThat(ledger.types(late)).containsExactly("flag.defined", "flag.outlived");
        assertThat(outlived.attribution().roles()).isEmpty();
        assertThat(ledger.types(gone)).containsExactly("flag.defined", "flag.cleaned-up", "flag.archived");
        assertThat(ledger.types(moved)).containsExactly("flag.defined", "flag.end-moved");
        for (String flag : List.of(late, gone, moved)) {
            assertThat(ledger.types("refusal/" + flag)).isEmpty();
        }
    }

    @Test
    void givenAFlagThatIsOpenToEverybody_itLingersAfterAMonth_unlessItIsClosedOrOutOfTheCode() {
        String lingering = define("lingering", "EXPERIMENT");
        String reduced = define("reduced", "EXPERIMENT");
        String clean = define("clean", "EXPERIMENT");
        String lasting = define("lasting", "OPS");
        for (String flag : List.of(lingering, reduced, clean, lasting)) {
            run(flag, "advance", "{\"basisPoints\":10000}");
        }
        run(reduced, "reduce", "{\"basisPoints\":9999,\"reason\":\"Errors\"}");
        run(clean, "clean-up", "{\"change\":\"https://git.example.com/pull/7\"}");
        await().atMost(LONG)
                .untilAsserted(() -> assertThat(deadlines("flag-lingering")).isBetween(2L, 3L));

        restartAt(TODAY.plusDays(32));
        awaitDeadlines("flag-lingering", 0);

        assertThat(ledger.types(lingering))
                .containsExactly("flag.defined", "flag.rollout-advanced", "flag.rollout-lingered");
        assertThat(ledger.types(reduced))
                .containsExactly("flag.defined", "flag.rollout-advanced", "flag.rollout-reduced");
        assertThat(ledger.types(clean)).containsExactly("flag.defined", "flag.rollout-advanced", "flag.cleaned-up");
        assertThat(ledger.types(lasting)).containsExactly("flag.defined", "flag.rollout-advanced");
        for (String flag : List.of(lingering, reduced, clean, lasting)) {
            assertThat(ledger.types("refusal/" + flag)).isEmpty();
        }
    }

    @Test
    void givenTheDaysEvaluations_eachDayIsCountedOnce_alsoWhereNothingWasServed_andWhatIsNoneIsPassedOver() {
        String flag = define("counted", "OPS");
        send(new EvaluationsOfADay(UUID.randomUUID(), TODAY, Map.of()).toBytes());
        send("not a record".getBytes(UTF_8));
        restartAt(TODAY.plusDays(3));
        EvaluationsOfADay first = new EvaluationsOfADay(idOf(flag), TODAY, Map.of("on", 3L, "off", 4L));
        send(first.toBytes());
        send(first.toBytes());
        send(new EvaluationsOfADay(idOf(flag), TODAY, Map.of("on", 9L)).toBytes());
        send(new EvaluationsOfADay(idOf(flag), TODAY.plusDays(1), Map.of()).toBytes());

        await().atMost(LONG)
                .untilAsserted(() -> assertThat(ledger.types(flag))
                        .containsExactly("flag.defined", "flag.evaluations-counted", "flag.evaluations-counted"));
        List<Envelope> entries = ledger.of(flag);
        assertThat(entries.get(1).data().toString())
                .isEqualTo("{\"day\":\"" + TODAY + "\",\"counts\":{\"off\":4,\"on\":3},\"total\":7}");
        assertThat(entries.get(1).attribution().roles()).isEmpty();
        assertThat(entries.get(2).data().toString())
                .isEqualTo("{\"day\":\"" + TODAY.plusDays(1) + "\",\"counts\":{},\"total\":0}");
        assertThat(ledger.types("refusal/" + flag)).isEmpty();
    }

    @Test
    void givenADayThatIsNotOver_itWaitsForAClockThatIsALittleAhead_andIsRefusedFarAhead() {
        String flag = define("early", "OPS");
        restartAt(TODAY.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant().minusSeconds(8));
        send(new EvaluationsOfADay(idOf(flag), TODAY, Map.of("on", 1L)).toBytes());
        send(new EvaluationsOfADay(idOf(flag), TODAY.plusDays(7), Map.of()).toBytes());

        await().atMost(LONG)
                .untilAsserted(() -> assertThat(ledger.types("refusal/" + flag)).hasSize(1));

        assertThat(ledger.types(flag)).containsExactly("flag.defined", "flag.evaluations-counted");
    }

    @Test
    void givenADayThatWasRefused_itIsCountedWhenItIsToldAgain() {
        String flag = define("outoforder", "OPS");
        restartAt(TODAY.plusDays(2));
        send(new EvaluationsOfADay(idOf(flag), TODAY.plusDays(1), Map.of("on", 1L)).toBytes());
        await().atMost(LONG)
                .untilAsserted(() -> assertThat(ledger.types("refusal/" + flag)).hasSize(1));

        send(new EvaluationsOfADay(idOf(flag), TODAY, Map.of()).toBytes());
        send(new EvaluationsOfADay(idOf(flag), TODAY.plusDays(1), Map.of("on", 1L)).toBytes());

        await().atMost(LONG)
                .untilAsserted(() -> assertThat(ledger.types(flag))
                        .containsExactly("flag.defined", "flag.evaluations-counted", "flag.evaluations-counted"));
        assertThat(ledger.types("refusal/" + flag)).hasSize(1);
    }

    private void restartAt(LocalDate day) {
        restartAt(day.atStartOfDay(ZoneOffset.UTC).toInstant());
    }

    private void restartAt(Instant time) {
        service.close();
        service = startAt(time);
    }

    private RunningCommandService startAt(Instant time) {
        Duration away = Duration.between(Instant.now(), time);
        return RunningCommandService.startOn(database, () -> Instant.now().plus(away), settings);
    }

    private void send(byte[] record) {
        awaitTopic();
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", TestServers.shared().kafkaBootstrap()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(prefix + ".evaluations", record));
        }
    }

    /** The service makes it, as it should be, soon after it starts. */
    private void awaitTopic() {
        try (Admin admin =
                Admin.create(Map.of("bootstrap.servers", TestServers.shared().kafkaBootstrap()))) {
            await().atMost(LONG).until(() -> admin.listTopics().names().get().contains(prefix + ".evaluations"));
        }
    }

    private String define(String key, String type) {
        String ends = type.equals("OPS") ? "" : ",\"ends\":\"" + END + "\"";
        Reply defined = post(
                "/v1/flags",
                "{\"key\":\"" + key + "\",\"product\":\"shop\",\"type\":\"" + type
                        + "\",\"purpose\":\"Pay later\",\"owner\":\"dina\",\"valueType\":\"BOOLEAN\",\"variants\":"
                        + "[{\"name\":\"on\",\"value\":true},{\"name\":\"off\",\"value\":false}],"
                        + "\"onVariant\":\"on\",\"offVariant\":\"off\"" + ends + "}");
        assertThat(defined.status()).as(defined.body().toString()).isEqualTo(201);
        return "flag/" + defined.body().get("id").stringValue();
    }

    private void run(String flag, String what, String body) {
        Reply reply = post("/v1/flags/" + idOf(flag) + "/" + what, body);
        assertThat(reply.status()).as(reply.body().toString()).isEqualTo(200);
    }

    /** A service that has just started cannot take commands yet. */
    private Reply post(String path, String body) {
        AtomicReference<Reply> reply = new AtomicReference<>();
        await().atMost(LONG).until(() -> {
            reply.set(service.post("rita", List.of("release-manager"), path, body));
            return reply.get().status() != 503;
        });
        return reply.get();
    }

    private void awaitDeadlines(String name, long kept) {
        await().atMost(LONG).untilAsserted(() -> assertThat(deadlines(name)).isEqualTo(kept));
    }

    private long deadlines(String name) {
        return LedgerDatabases.count(database, "select count(*) from ledger.deadline where task_name = '" + name + "'");
    }

    private static UUID idOf(String flag) {
        return UUID.fromString(flag.substring(flag.indexOf('/') + 1));
    }
}

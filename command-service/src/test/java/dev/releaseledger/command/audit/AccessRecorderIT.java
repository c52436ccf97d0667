package dev.releaseledger.command.audit;

import static dev.releaseledger.command.append.LedgerDatabases.dataSource;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.releaseledger.command.append.AppendEngine;
import dev.releaseledger.command.append.EntryReader;
import dev.releaseledger.command.append.LedgerDatabases;
import dev.releaseledger.command.directory.Directory;
import dev.releaseledger.command.publish.PublishSettings;
import dev.releaseledger.events.audit.Access;
import dev.releaseledger.events.audit.AccessKeyFile;
import dev.releaseledger.events.audit.AccessKeys;
import dev.releaseledger.events.audit.AccessOutcome;
import dev.releaseledger.events.audit.AuditEvent;
import dev.releaseledger.events.audit.EvidenceRead;
import dev.releaseledger.events.audit.Reading;
import dev.releaseledger.events.audit.UnopenedRecords;
import dev.releaseledger.events.envelope.EntryJson;
import dev.releaseledger.events.envelope.Events;
import dev.releaseledger.servers.testing.TestDatabase;
import dev.releaseledger.servers.testing.TestServers;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class AccessRecorderIT {
    private static final Instant NINE = Instant.parse("2026-03-01T09:00:00Z");

    private final TestDatabase database = LedgerDatabases.fresh();
    private final AppendEngine engine = LedgerDatabases.engine(database);
    private final EntryReader reader = new EntryReader(dataSource(database));
    private final Directory directory = new Directory(JdbcClient.create(dataSource(database)));
    private final AccessStream stream = new AccessStream(engine, reader, "command.test");
    private final String prefix = TestServers.shared().newTopicPrefix();
    private final List<AccessRecorder> recorders = new ArrayList<>();
    private final KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
            Map.of("bootstrap.servers", TestServers.shared().kafkaBootstrap()),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    private Path file;

    @BeforeEach
    void prepare() throws Exception {
        file = Files.writeString(Files.createTempFile("access", ".key"), AccessKeys.generate());
        try (Admin admin = admin()) {
            admin.createTopics(List.of(new NewTopic(prefix + ".access", 1, (short) 1)))
                    .all()
                    .get();
        }
    }

    @AfterEach
    void close() {
        recorders.forEach(AccessRecorder::close);
        producer.close();
        engine.close();
    }

    private static Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", TestServers.shared().kafkaBootstrap()));
    }

    private PublishSettings settings(String group) {
        return new PublishSettings(
                "command.test",
                prefix,
                (short) 1,
                TestServers.shared().kafkaBootstrap(),
                group.isEmpty() ? Map.of() : Map.of("group.id", group));
    }

    /** A recorder; those of the same group take turns, those of different groups all believe that it is their turn. */
    private AccessRecorder start(String group, Duration keyPatience) {
        PublishSettings settings = settings(group);
        AccessRecorder recorder = new AccessRecorder(
                settings,
                new AccessSettings(file.toString(), true, Duration.ofSeconds(5), Duration.ofMillis(200), keyPatience),
                new AccessKeyFile(file),
                new AccessTopic(settings, stream),
                stream,
                directory,
                InstantSource.system(),
                new SimpleMeterRegistry());
        recorders.add(recorder);
        return recorder;
    }

    private AccessRecorder start() {
        return start("", Duration.ofMinutes(1));
    }

    private void read(String subject, String what) {
        read(AccessKeys.parse(text()), subject, what, NINE);
    }

    private void read(AccessKeys keys, String subject, String what, Instant at) {
        send(keys.seal(subject, new Access(at, List.of("auditor"), what, "entries", AccessOutcome.READ, null))
                .toBytes());
    }

    private String text() {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private void send(byte[] record) {
        producer.send(new ProducerRecord<>(prefix + ".access", record));
        producer.flush();
    }

    private List<EvidenceRead> entries() {
        return reader.stream(AuditEvent.STREAM, 0, 10_000).stream()
                .map(entry -> (EvidenceRead) Events.read(EntryJson.read(entry.bytes())))
                .toList();
    }

    private void awaitRecorded(long records) {
        await().atMost(Duration.ofMinutes(2)).until(() -> stream.standing().nextOffset() == records);
    }

    /** Each offset is in exactly one entry, and each reading in one line. */
    private void assertEachOnce(int records) {
        List<EvidenceRead> entries = entries();
        long next = 0;
        for (EvidenceRead entry : entries) {
            assertThat(entry.fromOffset()).isEqualTo(next);
            next = entry.nextOffset();
        }
        assertThat(next).isEqualTo(records);
        assertThat(entries.stream()
                        .flatMap(entry -> entry.readings().stream())
                        .mapToLong(Reading::count)
                        .sum())
                .isEqualTo(records);
    }

    @Test
    void equalReadingsOfAMomentAreOneLineOfOneEntry_byDirectoryIds() {
        UUID ada = directory.idOf("ada");
        for (int i = 0; i < 50; i++) {
            read("ada", "release/7f");
        }
        read("bob", "release/7f");

        start();
        awaitRecorded(51);

        assertThat(entries()).hasSize(1);
        assertThat(entries().getFirst().readings()).hasSize(2);
        assertThat(entries().getFirst().readings().getFirst().reader()).isEqualTo(ada);
        assertThat(entries().getFirst().readings().getFirst().count()).isEqualTo(50);
        assertThat(directory.subjectsOf(entries().getFirst().readings().get(1).reader()))
                .as("a reader who was not known is from now on")
                .containsExactly("bob");
    }

    @Test
    void whatManyDifferentReadersDoGoesToSeveralEntries_eachSmallEnough() {
        for (int i = 0; i < 600; i++) {
            read("ada", "entry-bundle " + i + "/" + "x".repeat(200));
        }

        start();
        awaitRecorded(600);

        assertEachOnce(600);
        assertThat(entries().size()).isGreaterThan(3);
        assertThat(reader.stream(AuditEvent.STREAM, 0, 100)).allMatch(entry -> entry.bytes().length < 65_536);
    }

    @Test
    void oneThatComesAfterAnotherGoesOnWhereTheStreamEnds() {
        for (int round = 1; round <= 4; round++) {
            read("ada", "round " + round);
            AccessRecorder recorder = start("group-" + round, Duration.ofMinutes(1));
            awaitRecorded(round);
            recorder.close();
            recorders.remove(recorder);
        }

        assertEachOnce(4);
    }

    @Test
    void severalThatBelieveItIsTheirTurnRecordNothingTwiceAndLoseNothing() {
        for (String group : List.of("a", "b", "c")) {
            start(group, Duration.ofMinutes(1));
        }
        for (int i = 0; i < 300; i++) {
            read("ada", "release/" + i);
        }
        awaitRecorded(300);

        assertEachOnce(300);
    }

    @Test
    void whatWasAppendedBeforeTheOneThatDidItWasKilledIsNotAppendedAgain() {
        AccessStream.Standing before = stream.standing();
        EvidenceRead entry = new EvidenceRead("topic", 0, 1, List.of(), List.of());

        assertThat(stream.append(before, List.of(entry), directory.idOf("automation"), NINE))
                .isTrue();
        assertThat(stream.append(before, List.of(entry), directory.idOf("automation"), NINE))
                .isFalse();

        assertThat(entries()).hasSize(1);
    }

    @Test
    void whatIsNoRecordIsCountedWithItsOffsets() {
        send("nonsense".getBytes(UTF_8));
        read("ada", "release/7f");
        send("{}".getBytes(UTF_8));

        start();
        awaitRecorded(3);

        assertThat(entries().getFirst().unopened())
                .containsExactly(new UnopenedRecords(UnopenedRecords.Why.MALFORMED, 2, 0, 2));
        assertThat(entries().getFirst().readings()).hasSize(1);
    }

    @Test
    void aKeyThatIsMissingIsWaitedFor_andSaidToBe() throws IOException {
        String newer = AccessKeys.generate();
        read("ada", "release/7f");
        read(AccessKeys.parse(newer), "bob", "release/7f", NINE);
        AccessRecorder recorder = start();
        await().atMost(Duration.ofMinutes(2)).until(() -> recorder.trouble().isPresent());
        assertThat(recorder.trouble().orElseThrow().grave()).isTrue();
        assertThat(stream.standing().nextOffset()).isEqualTo(1);

        Files.writeString(file, newer + text());
        awaitRecorded(2);

        await().atMost(Duration.ofMinutes(2)).until(() -> recorder.trouble().isEmpty());
        assertEachOnce(2);
    }

    @Test
    void aRecordWhoseKeyWasDestroyedIsCountedOnceItWasWaitedFor() {
        read(AccessKeys.parse(AccessKeys.generate()), "ada", "release/7f", NINE);
        read("bob", "release/7f");

        start("", Duration.ofSeconds(1));
        awaitRecorded(2);

        assertThat(entries().stream().flatMap(entry -> entry.unopened().stream()))
                .containsExactly(new UnopenedRecords(UnopenedRecords.Why.KEY_UNKNOWN, 1, 0, 0));
    }

    @Test
    void aKeyIsWaitedForOnce_howeverManyOfItsRecordsCome() {
        AccessKeys one = AccessKeys.parse(AccessKeys.generate());
        AccessKeys other = AccessKeys.parse(AccessKeys.generate());
        for (int i = 0; i < 20; i++) {
            read(one, "ada", "release/7f", NINE);
            read(other, "ada", "release/7f", NINE);
        }

        start("", Duration.ofSeconds(4));
        awaitRecorded(40);

        assertThat(entries().stream()
                        .flatMap(entry -> entry.unopened().stream())
                        .mapToLong(UnopenedRecords::count)
                        .sum())
                .isEqualTo(40);
    }

    @Test
    void whoeverIsErasedWhileTheirReadingIsOnItsWayIsNotKnownAgainByIt() {
        UUID ada = directory.idOf("ada");
        read("ada", "release/7f");
        directory.erase(ada);
        AccessTopic topic = new AccessTopic(settings(""), stream);
        assertThat(topic.allOfThem()).isFalse();

        start();
        awaitRecorded(1);

        assertThat(topic.allOfThem()).isTrue();
        assertThat(entries().getFirst().readings().getFirst().reader()).isEqualTo(ada);
        assertThat(directory.subjectsOf(ada)).isEmpty();
    }

    @Test
    void aTopicThatTakesThePlaceOfAnotherIsRecordedFromItsBeginning() throws Exception {
        read("ada", "release/7f");
        AccessRecorder first = start();
        awaitRecorded(1);
        first.close();
        recorders.clear();
        String before = stream.standing().topicId();
        try (Admin admin = admin()) {
            admin.deleteTopics(List.of(prefix + ".access")).all().get();
            await().atMost(Duration.ofMinutes(2))
                    .ignoreExceptions()
                    .until(() -> admin.createTopics(List.of(new NewTopic(prefix + ".access", 1, (short) 1)))
                                    .all()
                                    .get()
                            == null);
        }
        read("bob", "release/7f");

        start();

        await().atMost(Duration.ofMinutes(2)).until(() -> entries().size() == 2);
        assertThat(entries().get(1).topicId()).isNotEqualTo(before);
        assertThat(entries().get(1).fromOffset()).isZero();
    }
}

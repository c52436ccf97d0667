package dev.releaseledger.command.publish;

import static dev.releaseledger.command.append.Drafts.anyhow;
import static dev.releaseledger.command.append.Drafts.newStream;
import static dev.releaseledger.command.append.LedgerDatabases.ORIGIN;
import static dev.releaseledger.command.append.LedgerDatabases.asSuperuser;
import static dev.releaseledger.command.append.LedgerDatabases.count;
import static dev.releaseledger.command.append.LedgerDatabases.dataSource;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.releaseledger.command.append.Admission;
import dev.releaseledger.command.append.AppendEngine;
import dev.releaseledger.command.append.AppendOutcome;
import dev.releaseledger.command.append.AppendSettings;
import dev.releaseledger.command.append.Checkpoints;
import dev.releaseledger.command.append.Database;
import dev.releaseledger.command.append.EntryReader;
import dev.releaseledger.command.append.HeadSignal;
import dev.releaseledger.command.append.LedgerDatabases;
import dev.releaseledger.command.append.LedgerUnavailable;
import dev.releaseledger.command.append.LedgerUnavailable.Reason;
import dev.releaseledger.command.append.SigningKeys;
import dev.releaseledger.command.append.StoredEntry;
import dev.releaseledger.events.envelope.EntryJson;
import dev.releaseledger.events.ledger.Checkpoint;
import dev.releaseledger.events.ledger.Hash;
import dev.releaseledger.events.ledger.Malformed;
import dev.releaseledger.events.ledger.NoteSigner;
import dev.releaseledger.events.ledger.SignedNote;
import dev.releaseledger.servers.testing.FaultyProxy;
import dev.releaseledger.servers.testing.TestDatabase;
import dev.releaseledger.servers.testing.TestServers;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

class PublishIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final TestDatabase database = LedgerDatabases.fresh();
    private final PublishSettings settings = new PublishSettings(
            ORIGIN,
            TestServers.shared().newTopicPrefix(),
            (short) 1,
            TestServers.shared().kafkaBootstrap(),
            Map.of());
    private final NoteSigner signer = newSigner();
    private final HeadSignal signal = new HeadSignal();
    private final List<AutoCloseable> opened = new ArrayList<>();
    private AppendEngine engine;

    @BeforeEach
    void open() {
        engine = closing(new AppendEngine(
                LedgerDatabases.database(database),
                LedgerDatabases.PATIENT,
                LedgerDatabases.OPEN,
                signal,
                new SimpleMeterRegistry()));
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable closeable : opened) {
            closeable.close();
        }
    }

    private <T extends AutoCloseable> T closing(T closeable) {
        opened.addFirst(closeable);
        return closeable;
    }

    private static NoteSigner newSigner() {
        try {
            return NoteSigner.generate(ORIGIN);
        } catch (Malformed e) {
            throw new IllegalStateException(e);
        }
    }

    private Publisher publisher() {
        return publisher(LedgerDatabases.database(database));
    }

    private Publisher publisher(Database through) {
        return publisher(through, LedgerDatabases.OPEN, settings);
    }

    private Publisher publisher(Database through, Admission admission, PublishSettings settings) {
        return closing(new Publisher(through, settings, admission, check(), signal, new SimpleMeterRegistry()));
    }

    private Publisher publisher(StartupCheck check) {
        return closing(new Publisher(
                LedgerDatabases.database(database), settings, check, check, signal, new SimpleMeterRegistry()));
    }

    private StartupCheck check() {
        return closing(new StartupCheck(LedgerDatabases.database(database), settings, List.of(signer.verifierKey())));
    }

    private void append(int entries) {
        Stream.generate(() -> engine.submit(anyhow(newStream())))
                .limit(entries)
                .toList()
                .forEach(future -> assertThat(future.join()).isNotNull());
    }

    private List<ConsumerRecord<byte[], byte[]>> records(String topic) {
        try (TopicTail tail = new TopicTail(settings)) {
            return tail.last(topic, 100_000);
        }
    }

    private List<Long> positions() {
        return records(settings.eventsTopic()).stream()
                .map(record -> EntryJson.read(record.value()).position())
                .toList();
    }

    private void awaitPublished(Publisher publisher, long position) {
        await().atMost(PATIENCE).until(() -> publisher.publishedPosition() >= position);
    }

    private static List<Long> upTo(long size) {
        return LongStream.range(0, size).boxed().toList();
    }

    @Test
    void everyEntryIsInTheTopicOnceInOrderByteForByte() {
        append(1_500);
        Publisher publisher = publisher();
        awaitPublished(publisher, 1_499);
        append(10);
        awaitPublished(publisher, 1_509);

        List<ConsumerRecord<byte[], byte[]>> records = records(settings.eventsTopic());
        List<StoredEntry> entries = new EntryReader(dataSource(database)).from(0, 10_000);
        assertThat(records).hasSameSizeAs(entries);
        for (int i = 0; i < entries.size(); i++) {
            assertThat(records.get(i).value()).isEqualTo(entries.get(i).bytes());
        }
        ConsumerRecord<byte[], byte[]> last = records.getLast();
        assertThat(last.key()).asString().isEqualTo(entries.getLast().stream());
        assertThat(last.headers().lastHeader("content-type").value())
                .asString()
                .isEqualTo("application/cloudevents+json");
        assertThat(last.headers().lastHeader("position").value()).asString().isEqualTo("1509");
        assertThat(last.headers().lastHeader("type").value())
                .asString()
                .isEqualTo("dev.releaseledger.release.release-cancelled.v1");
        assertThat(last.headers().lastHeader("leaf").value())
                .asString()
                .isEqualTo(Hash.leaf(last.value()).toBase64());
        assertThat(last.timestamp())
                .isEqualTo(EntryJson.read(last.value()).time().toEpochMilli());
        assertThat(publisher.lag()).isZero();
        assertThat(publisher.state()).isEqualTo(Publisher.State.PUBLISHING);
    }

    @Test
    void aBacklogThatOthersAppendedIsPublishedWithoutARest() {
        append(1_001);
        HeadSignal ofAnother = new HeadSignal();
        Duration forEver = Duration.ofHours(1);
        awaitPublished(
                closing(new Publisher(
                        LedgerDatabases.database(database),
                        settings,
                        LedgerDatabases.OPEN,
                        check(),
                        ofAnother,
                        new SimpleMeterRegistry(),
                        forEver)),
                1_000);
    }

    @Test
    void theTopicsAreMadeToKeepEverything() throws Exception {
        awaitPublishing(publisher());
        try (Admin admin = Admin.create(settings.client(Map.of()))) {
            for (String topic : settings.topics()) {
                var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
                var config = requireNonNull(
                        admin.describeConfigs(List.of(resource)).all().get().get(resource));
                assertThat(config.get(TopicConfig.RETENTION_MS_CONFIG).value()).isEqualTo("-1");
                assertThat(config.get(TopicConfig.RETENTION_BYTES_CONFIG).value())
                        .isEqualTo("-1");
                assertThat(config.get(TopicConfig.CLEANUP_POLICY_CONFIG).value())
                        .isEqualTo("delete");
                var described = requireNonNull(
                        admin.describeTopics(List.of(topic)).topicNameValues().get(topic));
                assertThat(described.get().partitions()).hasSize(1);
            }
        }
    }

    private static void awaitPublishing(Publisher publisher) {
        await().atMost(PATIENCE).until(() -> publisher.state() == Publisher.State.PUBLISHING);
    }

    @Test
    void aTopicThatWouldLoseEntriesIsRefusedUntilItsSettingsAreChanged() throws Exception {
        append(3);
        try (Admin admin = Admin.create(settings.client(Map.of()))) {
            create(admin, settings.eventsTopic(), Map.of(TopicConfig.RETENTION_MS_CONFIG, "604800000"));
            Publisher publisher = publisher();
            awaitTrouble(
                    publisher,
                    "topic " + settings.eventsTopic() + " would not keep the ledger whole:",
                    "retention.ms is 604800000 and must be -1",
                    "kafka-configs.sh --bootstrap-server " + settings.bootstrap(),
                    "--entity-name " + settings.eventsTopic() + " --add-config retention.ms=-1");
            set(admin, settings.eventsTopic(), TopicConfig.RETENTION_MS_CONFIG, "-1");
            awaitPublished(publisher, 2);
        }
    }

    @Test
    void theBrokersDefaultsCountAndSoDoesTheTopicOfWhoReadWhat() throws Exception {
        try (Admin admin = Admin.create(settings.client(Map.of()))) {
            create(admin, settings.accessTopic(), Map.of());
            Publisher publisher = publisher();
            awaitTrouble(
                    publisher,
                    "topic " + settings.accessTopic() + " would not keep the ledger whole:",
                    "retention.ms is 604800000 and must be -1");
            set(admin, settings.accessTopic(), TopicConfig.RETENTION_MS_CONFIG, "-1");
            awaitPublishing(publisher);
        }
    }

    private static void create(Admin admin, String topic, Map<String, String> configs) throws Exception {
        admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1).configs(configs)))
                .all()
                .get();
    }

    private static void set(Admin admin, String topic, String setting, String value) throws Exception {
        admin.incrementalAlterConfigs(Map.of(
                        new ConfigResource(ConfigResource.Type.TOPIC, topic),
                        List.of(new AlterConfigOp(new ConfigEntry(setting, value), AlterConfigOp.OpType.SET))))
                .all()
                .get();
    }

    private static void awaitTrouble(Publisher publisher, String... words) {
        await().atMost(PATIENCE).until(() -> publisher.state() == Publisher.State.TOPIC_UNSUITABLE);
        assertThat(publisher.trouble())
                .hasValueSatisfying(trouble -> assertThat(trouble).contains(words));
    }

    @Test
    void ofTwoPublishersOnePublishesAndTheOtherTakesOver() {
        Publisher first = publisher();
        awaitPublishing(first);
        Publisher second = publisher();
        await().atMost(PATIENCE).until(() -> second.state() == Publisher.State.STANDING_BY);
        append(50);
        awaitPublished(first, 49);
        await().atMost(PATIENCE).until(() -> second.publishedPosition() == 49);
        first.close();
        append(50);
        awaitPublished(second, 99);
        assertThat(positions()).isEqualTo(upTo(100));
    }

    @Test
    void aPublisherThatLostItsTurnWithoutNoticingIsFencedAndDoublesNothing() {
        FaultyProxy proxy = closing(FaultyProxy.to(database.host(), database.port()));
        Publisher zombie = publisher(LedgerDatabases.database(database.through(proxy.port())));
        awaitPublishing(zombie);
        append(20);
        awaitPublished(zombie, 19);
        proxy.freeze();
        asSuperuser(
                database,
                "select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory'"
                        + " and database = (select oid from pg_database where datname = current_database())");
        append(20);
        Publisher successor = publisher();
        awaitPublished(successor, 39);
        proxy.thaw();
        append(20);
        awaitPublished(successor, 59);
        await().atMost(PATIENCE).until(() -> zombie.state() == Publisher.State.STANDING_BY);
        assertThat(positions()).isEqualTo(upTo(60));
    }

    @Test
    void anOldPublisherInTheMiddleOfATransactionIsFenced() throws Exception {
        awaitPublishing(publisher());
        opened.removeFirst().close();
        Map<String, Object> old = settings.client(Map.of("transactional.id", settings.transactionalId()));
        try (var producer = new KafkaProducer<>(old, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>(settings.eventsTopic(), 0, null, "late".getBytes(UTF_8)))
                    .get();
            append(10);
            awaitPublished(publisher(), 9);
            assertThatThrownBy(producer::commitTransaction).isInstanceOf(KafkaException.class);
        }
        assertThat(positions()).isEqualTo(upTo(10));
    }

    @Test
    void aTransactionWhoseCursorDidNotFollowIsNotSentAgain() {
        append(30);
        Publisher first = publisher();
        awaitPublished(first, 29);
        first.close();
        asSuperuser(database, "update ledger.publication set next_position = 10");
        append(10);
        awaitPublished(publisher(), 39);
        assertThat(positions()).isEqualTo(upTo(40));
    }

    @Test
    void aNewTopicIsFilledFromTheBeginning() {
        append(30);
        asSuperuser(database, "update ledger.publication set next_position = 30");
        awaitPublished(publisher(), 29);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(positions()).isEqualTo(upTo(30)));
    }

    @Test
    void recordsOfOthersAtTheEndOfTheTopicLeadNobodyAstray() throws Exception {
        append(30);
        Publisher first = publisher();
        awaitPublished(first, 29);
        first.close();
        List<ConsumerRecord<byte[], byte[]>> replayed =
                records(settings.eventsTopic()).subList(0, 10);
        try (var forger =
                new KafkaProducer<>(settings.client(Map.of()), new ByteArraySerializer(), new ByteArraySerializer())) {
            for (ConsumerRecord<byte[], byte[]> record : replayed) {
                forger.send(new ProducerRecord<>(
                                settings.eventsTopic(), 0, record.key(), record.value(), record.headers()))
                        .get();
            }
            forger.send(new ProducerRecord<>(settings.eventsTopic(), 0, null, "forged".getBytes(UTF_8)))
                    .get();
        }
        append(5);
        awaitPublished(publisher(), 34);
        assertThat(records(settings.eventsTopic())).hasSize(46);
        assertThat(records(settings.eventsTopic()).subList(41, 46).stream()
                        .map(record -> EntryJson.read(record.value()).position()))
                .containsExactly(30L, 31L, 32L, 33L, 34L);
    }

    @Test
    void publishingWaitsForKafkaAndGoesOn() {
        PublishSettings nowhere = new PublishSettings(
                ORIGIN,
                settings.topicPrefix(),
                (short) 1,
                "127.0.0.1:1",
                Map.of("default.api.timeout.ms", "1000", "request.timeout.ms", "500"));
        append(3);
        Publisher cut = publisher(LedgerDatabases.database(database), LedgerDatabases.OPEN, nowhere);
        await().atMost(PATIENCE).until(() -> cut.state() == Publisher.State.TROUBLED);
        append(3);
        assertThat(cut.publishedPosition()).isEqualTo(-1);
        assertThat(cut.lag()).isEqualTo(6);
        awaitPublished(publisher(), 5);
    }

    @Test
    void checkpointsFollowTheEntriesTheyCover() throws Exception {
        try (var ignored = new Checkpoints(
                dataSource(database),
                SigningKeys.of(signer),
                LedgerDatabases.OPEN,
                signal,
                new SimpleMeterRegistry())) {
            append(10);
            await().atMost(PATIENCE).until(() -> count(database, "select max(size) from ledger.checkpoint") == 10);
        }
        awaitPublished(publisher(), 9);
        await().atMost(PATIENCE)
                .until(() -> records(settings.checkpointsTopic()).size()
                        == count(database, "select count(*) from ledger.checkpoint"));
        String note = new String(records(settings.checkpointsTopic()).getLast().value(), UTF_8);
        Checkpoint checkpoint = Checkpoint.open(SignedNote.parse(note), ORIGIN, List.of(signer.verifierKey()));
        assertThat(checkpoint.size()).isEqualTo(10);
        assertThat(checkpoint.root())
                .isEqualTo(LedgerDatabases.recomputed(database).root());
    }

    private void published(int entries) throws Exception {
        Publisher publisher = publisher();
        try (var ignored = new Checkpoints(
                dataSource(database),
                SigningKeys.of(signer),
                LedgerDatabases.OPEN,
                signal,
                new SimpleMeterRegistry())) {
            append(entries);
            await().atMost(PATIENCE).until(() -> count(database, "select max(size) from ledger.checkpoint") == entries);
            awaitPublished(publisher, entries - 1);
            await().atMost(PATIENCE)
                    .until(() -> count(database, "select checkpoint_size from ledger.publication") == entries);
        }
        publisher.close();
    }

    private static void awaitRefusal(StartupCheck check, String why) {
        await().atMost(PATIENCE).until(() -> check.refusal().isPresent());
        assertThat(check.refusal().orElseThrow()).contains(why);
        assertThat(check.obstacle()).contains(Reason.REFUSED);
    }

    private static void awaitAdmission(StartupCheck check) {
        await().atMost(PATIENCE).until(() -> check.obstacle().isEmpty());
    }

    @Test
    void aLedgerThatWasNeverPublishedIsAdmitted() {
        append(3);
        awaitAdmission(check());
    }

    @Test
    void theDatabaseThatWasPublishedFromIsAdmitted() throws Exception {
        published(20);
        append(7);
        awaitAdmission(check());
    }

    @Test
    void aRestoredOlderDatabaseIsRefused() throws Exception {
        published(20);
        goBackTo15();
        awaitRefusal(check(), "does not hold entry 19, which is published");
    }

    /** What a backup, or a replica that lagged, holds. */
    private void goBackTo15() {
        asSuperuser(database, """
                set session_replication_role = replica;
                delete from ledger.entry where position >= 15;
                delete from ledger.checkpoint where size > 15;
                update ledger.publication set next_position = least(next_position, 15),
                    checkpoint_size = (select coalesce(max(size), 0) from ledger.checkpoint);
                update ledger.head set next_position = 15
                """);
        asSuperuser(
                database,
                "set session_replication_role = replica; update ledger.head set frontier = '\\x"
                        + java.util.HexFormat.of()
                                .formatHex(LedgerDatabases.recomputed(database).toBytes()) + "'");
    }

    private void cutAllConnections() {
        asSuperuser(
                database,
                "select pg_terminate_backend(pid, 10000) from pg_stat_activity"
                        + " where datname = current_database() and pid <> pg_backend_pid()");
    }

    private AppendEngine engine(Admission admission) {
        return engine(LedgerDatabases.database(database), admission, LedgerDatabases.PATIENT);
    }

    private AppendEngine engine(Database through, Admission admission, AppendSettings settings) {
        return closing(new AppendEngine(through, settings, admission, signal, new SimpleMeterRegistry()));
    }

    private static void appendOnceAdmitted(AppendEngine engine) {
        await().atMost(PATIENCE)
                .ignoreExceptionsInstanceOf(LedgerUnavailable.class)
                .until(() -> engine.append(anyhow(newStream())) instanceof AppendOutcome.Appended);
    }

    @Test
    void aDatabaseThatGoesBackUnderARunningPublisherIsNotPublishedFromAnyMore() {
        StartupCheck check = check();
        Publisher publisher = publisher(check);
        append(20);
        awaitPublished(publisher, 19);
        goBackTo15();
        cutAllConnections();
        awaitRefusal(check, "does not hold entry 19, which is published");
        await().atMost(PATIENCE).until(() -> publisher.state() == Publisher.State.NOT_ADMITTED);
        assertThat(new PublisherHealth(publisher, check).health().getStatus()).isEqualTo(Status.DOWN);
        assertThatThrownBy(() -> engine(check).append(anyhow(newStream())))
                .isInstanceOfSatisfying(
                        LedgerUnavailable.class,
                        refused -> assertThat(refused.reason()).isEqualTo(Reason.REFUSED));

        // Somebody else tells the second story: it is not published.
        engine(LedgerDatabases.OPEN).append(anyhow(newStream()));
        await().atMost(Duration.ofMinutes(2))
                .during(Duration.ofSeconds(1))
                .until(() -> positions().equals(upTo(20)));
        assertThat(publisher.state()).isEqualTo(Publisher.State.NOT_ADMITTED);
    }

    @Test
    void aRestoredDatabaseUnderARunningServiceIsNotAppendedTo_whoeverAppendedWhatItLacks() {
        StartupCheck check = check();
        AppendEngine other = engine(check);
        appendOnceAdmitted(other);
        // What follows is appended and published by other instances: this one has no entry of its own to look for.
        Publisher publisher = publisher();
        append(19);
        awaitPublished(publisher, 19);
        publisher.close();
        goBackTo15();
        cutAllConnections();

        assertThatThrownBy(() -> other.append(anyhow(newStream())))
                .isInstanceOfSatisfying(
                        LedgerUnavailable.class,
                        refused -> assertThat(refused.reason()).isEqualTo(Reason.REFUSED));
        assertThat(check.refusal()).hasValueSatisfying(why -> assertThat(why).contains("does not hold entry 19"));
        assertThat(count(database, "select max(position) from ledger.entry")).isEqualTo(14);
    }

    @Test
    void aRestoredDatabaseUnderAnInstanceThatHasNotAppendedYetIsNotAppendedTo() {
        FaultyProxy proxy = closing(FaultyProxy.to(database.host(), database.port()));
        proxy.down();
        StartupCheck check = check();
        AppendEngine idle =
                engine(LedgerDatabases.database(database.through(proxy.port())), check, LedgerDatabases.IMPATIENT);
        Publisher publisher = publisher();
        append(20);
        awaitPublished(publisher, 19);
        publisher.close();
        awaitAdmission(check);
        goBackTo15();
        proxy.up();

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThatThrownBy(() -> idle.append(anyhow(newStream())))
                        .isInstanceOfSatisfying(
                                LedgerUnavailable.class,
                                refused -> assertThat(refused.reason()).isEqualTo(Reason.REFUSED)));
        assertThat(count(database, "select max(position) from ledger.entry")).isEqualTo(14);
    }

    /** Holds back what is appended after the session was replaced, until it is released. */
    private static final class Holding implements Admission {
        private final Admission behind;
        private final AtomicInteger heldBack = new AtomicInteger();
        private volatile boolean holds;

        Holding(Admission behind) {
            this.behind = behind;
        }

        @Override
        public Optional<Reason> obstacle() {
            if (holds) {
                heldBack.incrementAndGet();
                return Optional.of(Reason.NOT_CHECKED);
            }
            return behind.obstacle();
        }

        @Override
        public void sessionReplaced() {
            behind.sessionReplaced();
            holds = true;
        }

        void release() {
            holds = false;
        }
    }

    /** An engine whose session has been replaced, with an append on its way that came when all was well. */
    private CompletableFuture<AppendOutcome> appendThroughALostSession(Holding admission, AppendSettings settings) {
        AppendEngine other = engine(LedgerDatabases.database(database), admission, settings);
        await().atMost(PATIENCE).until(() -> admission.holds);
        admission.release();
        appendOnceAdmitted(other);
        cutAllConnections();
        int before = admission.heldBack.get();
        CompletableFuture<AppendOutcome> late = other.submit(anyhow(newStream()));
        // Once by the writer is chance; a second time it has come back to what waits.
        await().atMost(PATIENCE).until(() -> admission.heldBack.get() >= before + 2);
        return late;
    }

    @Test
    void aLostSessionToTheSameDatabaseIsMadeSureOf_andWhatWaitedIsAppended() {
        StartupCheck check = check();
        Holding admission = new Holding(check);
        CompletableFuture<AppendOutcome> late = appendThroughALostSession(admission, LedgerDatabases.PATIENT);
        assertThat(late).isNotDone();
        assertThat(count(database, "select count(*) from ledger.entry")).isEqualTo(1);

        admission.release();

        assertThat(late.orTimeout(2, TimeUnit.MINUTES).join()).isInstanceOf(AppendOutcome.Appended.class);
        assertThat(check.obstacle()).isEmpty();
    }

    @Test
    void whatWaitedInVainForTheDatabaseToBeMadeSureOfIsToldSo_andNotAppended() {
        // Long enough for the connection to be there again.
        CompletableFuture<AppendOutcome> late = appendThroughALostSession(
                new Holding(LedgerDatabases.OPEN), LedgerDatabases.waiting(Duration.ofSeconds(10)));

        assertThatThrownBy(() -> late.orTimeout(2, TimeUnit.MINUTES).join())
                .cause()
                .isInstanceOfSatisfying(
                        LedgerUnavailable.class,
                        refused -> assertThat(refused.reason()).isEqualTo(Reason.NOT_CHECKED));
        assertThat(count(database, "select count(*) from ledger.entry")).isEqualTo(1);
    }

    @Test
    void anotherEntryAtAPublishedPositionEndsPublishing() {
        StartupCheck check = check();
        Publisher publisher = publisher(check);
        append(20);
        awaitPublished(publisher, 19);
        asSuperuser(
                database,
                "set session_replication_role = replica;"
                        + " update ledger.entry set bytes = bytes || ' '::bytea where position = 19");
        cutAllConnections();
        awaitRefusal(check, "entry 19 is not the one that is published");
        assertThat(positions()).isEqualTo(upTo(20));
    }

    private void othersWriteToTheTopics() throws Exception {
        byte[] entry = records(settings.eventsTopic()).getLast().value();
        byte[] elsewhere = new String(entry, UTF_8)
                .replace("/release-ledger/" + ORIGIN, "/release-ledger/other.example")
                .replace("\"position\":19", "\"position\":9999")
                .getBytes(UTF_8);
        byte[] old = records(settings.eventsTopic()).get(3).value();
        byte[] forgedCheckpoint = new Checkpoint(ORIGIN, 9_999, Hash.leaf(entry))
                .sign(newSigner())
                .format()
                .getBytes(UTF_8);
        byte[] oldCheckpoint = records(settings.checkpointsTopic()).getFirst().value();
        try (var others =
                new KafkaProducer<>(settings.client(Map.of()), new ByteArraySerializer(), new ByteArraySerializer())) {
            for (byte[] value : List.of(elsewhere, old, "garbage".getBytes(UTF_8), new byte[0])) {
                others.send(new ProducerRecord<>(settings.eventsTopic(), 0, null, value))
                        .get();
            }
            for (byte[] value : List.of(forgedCheckpoint, oldCheckpoint, "garbage".getBytes(UTF_8), new byte[0])) {
                others.send(new ProducerRecord<>(settings.checkpointsTopic(), 0, null, value))
                        .get();
            }
        }
    }

    @Test
    void whatOthersWroteToTheEndOfTheTopicsIsNoReasonToRefuse() throws Exception {
        published(20);
        othersWriteToTheTopics();
        awaitAdmission(check());
    }

    @Test
    void whatOthersWroteToTheEndOfTheTopicsHidesNoRestoredDatabase() throws Exception {
        published(20);
        othersWriteToTheTopics();
        goBackTo15();
        awaitRefusal(check(), "does not hold entry 19, which is published");
    }

    @Test
    void aDatabaseWithoutThePublishedCheckpointIsRefused() throws Exception {
        published(20);
        asSuperuser(database, "set session_replication_role = replica; delete from ledger.checkpoint");
        awaitRefusal(check(), "does not hold the checkpoint of 20 entries");
    }

    @Test
    void aChangedEntryBehindThePublishedOneIsRefused() throws Exception {
        published(20);
        append(5);
        asSuperuser(
                database,
                "set session_replication_role = replica;"
                        + " update ledger.entry set bytes = bytes || ' '::bytea where position = 22");
        awaitRefusal(check(), "do not extend the published checkpoint of 20 entries");
    }

    @Test
    void aChangedLastEntryIsRefused() throws Exception {
        published(20);
        asSuperuser(
                database,
                "set session_replication_role = replica;"
                        + " update ledger.entry set bytes = bytes || ' '::bytea where position = 19");
        awaitRefusal(check(), "entry 19 is not the one that is published");
    }

    @Test
    void anotherLedgersDatabaseIsRefused() {
        asSuperuser(
                database, "set session_replication_role = replica; update ledger.head set origin = 'other.example'");
        awaitRefusal(check(), "it is the ledger other.example");
    }

    @Test
    void untilKafkaAnswersNothingIsAdmitted_andThePublisherIsOutOfService()
            throws InterruptedException, ExecutionException {
        PublishSettings nowhere = new PublishSettings(
                ORIGIN, settings.topicPrefix(), (short) 1, "127.0.0.1:1", Map.of("default.api.timeout.ms", "500"));
        StartupCheck check =
                closing(new StartupCheck(LedgerDatabases.database(database), nowhere, List.of(signer.verifierKey())));
        Publisher publisher = publisher(check);
        await().atMost(Duration.ofMinutes(2))
                .during(Duration.ofSeconds(2))
                .until(() -> check.obstacle().equals(java.util.Optional.of(Reason.NOT_CHECKED)));
        Health health = new PublisherHealth(publisher, check).health();
        assertThat(health.getStatus()).isEqualTo(Status.OUT_OF_SERVICE);
        assertThat(health.getDetails()).containsEntry("reason", Reason.NOT_CHECKED.meaning());
    }

    @Test
    void onceTheDatabaseIsAdmittedThePublisherIsWell() {
        StartupCheck check = check();
        Publisher publisher = publisher(check);
        awaitAdmission(check);
        assertThat(new PublisherHealth(publisher, check).health().getStatus()).isEqualTo(Status.UP);
    }
}

package dev.releaseledger.acceptance.harness;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.releaseledger.events.audit.AccessKeys;
import dev.releaseledger.events.ledger.Checkpoint;
import dev.releaseledger.events.ledger.Malformed;
import dev.releaseledger.events.ledger.NotVerified;
import dev.releaseledger.events.ledger.NoteSigner;
import dev.releaseledger.events.ledger.VerifierKey;
import dev.releaseledger.servers.testing.TestDatabase;
import dev.releaseledger.servers.testing.TestIssuer;
import dev.releaseledger.servers.testing.TestServers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.awaitility.Awaitility;

/** A ledger of its own: a fresh database, topics and signing key, and its services as processes. */
public final class Ledger implements AutoCloseable {
    private static final TestIssuer ISSUER = TestIssuer.start();
    private static final Duration WHOLE_WITHIN = Duration.ofMinutes(3);

    /**
     * Where a ledger's services find their servers, by themselves or through proxies.
     *
     * @param commandDatabase the database as the command services reach it
     * @param queryDatabase the same database as the query services reach it
     * @param kafka the brokers
     */
    public record Servers(TestDatabase commandDatabase, TestDatabase queryDatabase, String kafka) {
        /** Servers that nothing happens to. */
        public static Servers reliable() {
            TestDatabase database = TestServers.shared().newDatabase();
            return new Servers(database, database, TestServers.shared().kafkaBootstrap());
        }
    }

    private final String name;
    private final Servers servers;
    private final TestIssuer trusted;
    private final String prefix;
    private final String origin;
    private final NoteSigner signer;
    private final Path signingKey;
    private final Path accessKey;
    private final boolean recordsAccess;
    private final List<ServiceProcess> commandServices = new ArrayList<>();
    private final List<ServiceProcess> queryServices = new ArrayList<>();
    private final Map<String, TopicReader> readers = new HashMap<>();

    private Ledger(String name, Servers servers, TestIssuer trusted, boolean recordsAccess) {
        this.recordsAccess = recordsAccess;
        this.name = name;
        this.trusted = trusted;
        this.servers = servers;
        this.prefix = TestServers.shared().newTopicPrefix();
        this.origin = name + ".acceptance.example";
        try {
            this.signer = NoteSigner.generate(origin);
            this.signingKey = Files.createTempFile("signing-key", ".pem");
            signingKey.toFile().deleteOnExit();
            Files.writeString(signingKey, signer.toPem());
            this.accessKey = Files.createTempFile("access-key", ".txt");
            accessKey.toFile().deleteOnExit();
            rotateAccessKey();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (Malformed e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** Starts a ledger on reliable servers and waits until its services are ready. */
    public static Ledger start(String name, int commandServices, int queryServices) {
        return start(name, Servers.reliable(), commandServices, queryServices);
    }

    /** The same on these servers. */
    public static Ledger start(String name, Servers servers, int commandServices, int queryServices) {
        return start(new Ledger(name, servers, ISSUER, false), commandServices, queryServices);
    }

    /**
     * The same, and who reads evidence is recorded in the ledger, which so grows while it is read. Elsewhere nobody records it,
     * and a ledger stands still when nobody commands anything.
     */
    public static Ledger startRecordingAccess(String name, int commandServices, int queryServices) {
        return start(new Ledger(name, Servers.reliable(), ISSUER, true), commandServices, queryServices);
    }

    private static Ledger start(Ledger ledger, int commandServices, int queryServices) {
        try {
            ledger.startServices(commandServices, queryServices);
            ledger.begin();
        } catch (RuntimeException | Error e) {
            ledger.close();
            throw e;
        }
        return ledger;
    }

    /** Starts one of each service, which take the tokens of another issuer than the others; nothing is recorded yet. */
    public static Ledger startTrusting(String name, TestIssuer trusted) {
        Ledger ledger = new Ledger(name, Servers.reliable(), trusted, false);
        try {
            ledger.startServices(1, 1);
        } catch (RuntimeException | Error e) {
            ledger.close();
            throw e;
        }
        return ledger;
    }

    private void startServices(int commands, int queries) {
        for (int i = 0; i < commands; i++) {
            startCommandService();
        }
        for (int i = 0; i < queries; i++) {
            startQueryService();
        }
        commandServices.forEach(ServiceProcess::awaitReady);
        queryServices.forEach(ServiceProcess::awaitReady);
    }

    /** The first entry: from here on every command service takes commands, and the topics are there. */
    private void begin() {
        Caller planner = as("the-first", "release-manager");
        for (ServiceProcess service : commandServices) {
            Answer planned = planner.at(service)
                    .postUntilAnswered(
                            "/v1/releases", Team.planned("first", service.name()), java.util.UUID.randomUUID())
                    .expect(201);
            planner.getUntil(Team.path(planned.id()) + "?after=" + planned.position(), Answer::isSuccess);
        }
    }

    /** Starts one more command service; it is not waited for. */
    public ServiceProcess startCommandService() {
        ServiceProcess service = ServiceProcess.start(
                Program.COMMAND_SERVICE,
                name + "-command-" + commandServices.size(),
                commandSettings(servers.commandDatabase()));
        commandServices.add(service);
        return service;
    }

    /** Starts one more query service; it is not waited for. */
    public ServiceProcess startQueryService() {
        Map<String, String> settings = settings(servers.queryDatabase());
        settings.put("release-ledger.verifier-keys", verifierKey().format());
        settings.put("release-ledger.queries.wait-for-position", "15s");
        ServiceProcess service =
                ServiceProcess.start(Program.QUERY_SERVICE, name + "-query-" + queryServices.size(), settings);
        queryServices.add(service);
        return service;
    }

    /** Starts a command service of this ledger's topics, name and key over a database that is not this ledger's. */
    public ServiceProcess startImpostor(TestDatabase database) {
        return ServiceProcess.start(Program.COMMAND_SERVICE, name + "-impostor", commandSettings(database));
    }

    private Map<String, String> commandSettings(TestDatabase database) {
        Map<String, String> settings = settings(database);
        settings.put("spring.flyway.password", TestDatabase.PASSWORD);
        settings.put("release-ledger.topics.replication", "1");
        settings.put("release-ledger.signing-key", signingKey.toString());
        settings.put("release-ledger.access.record", Boolean.toString(recordsAccess));
        return settings;
    }

    private Map<String, String> settings(TestDatabase database) {
        Map<String, String> settings = new HashMap<>();
        settings.put("spring.datasource.url", database.url());
        settings.put("spring.datasource.password", TestDatabase.PASSWORD);
        settings.put("release-ledger.origin", origin);
        settings.put("release-ledger.kafka.bootstrap", servers.kafka());
        settings.put("release-ledger.topics.prefix", prefix);
        settings.put("release-ledger.access.key", accessKey.toString());
        settings.put("release-ledger.security.issuer", trusted.issuer());
        settings.put("release-ledger.security.jwk-set-uri", trusted.jwkSetUri());
        return settings;
    }

    /** Takes another key for the readers of evidence, and destroys the one before. */
    public void rotateAccessKey() {
        try {
            Files.writeString(accessKey, AccessKeys.generate());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The keys that open the readers of evidence. */
    public AccessKeys accessKeys() {
        try {
            return AccessKeys.parse(Files.readString(accessKey));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Everything that this ledger's services keep or have said. */
    public Stores stores() {
        List<ServiceProcess> services = new ArrayList<>(commandServices);
        services.addAll(queryServices);
        return new Stores(servers.commandDatabase(), servers.kafka(), prefix, services);
    }

    /** What 30 days do to the receipts of somebody's commands. */
    public void forgetReceiptsOf(String subject) {
        try (Connection connection = servers.commandDatabase().connectAsSuperuser();
                PreparedStatement delete = connection.prepareStatement("delete from ledger.receipt"
                        + " where actor = (select person from ledger.subject where name = ?)")) {
            delete.setString(1, subject);
            assertThat(delete.executeUpdate()).isPositive();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Writes other bytes over an entry's row in the command service's database. The table itself refuses that to everybody; a
     * superuser can have it look away.
     */
    public void editRow(long position, UnaryOperator<String> edit) {
        try (Connection connection = servers.commandDatabase().connectAsSuperuser();
                PreparedStatement lookAway = connection.prepareStatement("set session_replication_role = replica");
                PreparedStatement update =
                        connection.prepareStatement("update ledger.entry set bytes = ? where position = ?")) {
            String before = new String(rows().get((int) position), UTF_8);
            String after = edit.apply(before);
            assertThat(after).isNotEqualTo(before);
            lookAway.execute();
            update.setBytes(1, after.getBytes(UTF_8));
            update.setLong(2, position);
            assertThat(update.executeUpdate()).isOne();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The entries as the command service's database has them, in order. */
    public List<byte[]> rows() {
        try (Connection connection = servers.commandDatabase().connectAsSuperuser();
                PreparedStatement select =
                        connection.prepareStatement("select bytes from ledger.entry order by position");
                ResultSet rows = select.executeQuery()) {
            List<byte[]> entries = new ArrayList<>();
            while (rows.next()) {
                entries.add(rows.getBytes(1));
            }
            return entries;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Who signs this ledger's tokens. */
    public static TestIssuer issuer() {
        return ISSUER;
    }

    public ServiceProcess commandService(int which) {
        return commandServices.get(which);
    }

    public ServiceProcess queryService(int which) {
        return queryServices.get(which);
    }

    /** Somebody with these roles, who calls the first services. */
    public Caller as(String subject, String... roles) {
        return nobody().with(ISSUER.token(subject, roles));
    }

    /** Somebody without a token. */
    public Caller nobody() {
        return new Caller(
                commandServices.getFirst().url(), queryServices.getFirst().url(), null);
    }

    /** The key that whoever wants to trust this ledger has been given. */
    public VerifierKey verifierKey() {
        return signer.verifierKey();
    }

    public String origin() {
        return origin;
    }

    public String kafka() {
        return servers.kafka();
    }

    public String eventsTopic() {
        return prefix + ".events";
    }

    public String checkpointsTopic() {
        return prefix + ".checkpoints";
    }

    /** What the topics hold now, checked as a consumer can check it. */
    public Consumed consumed() {
        var events = reader(eventsTopic()).readToEnd();
        var notes = reader(checkpointsTopic()).readToEnd();
        return Consumed.of(events, notes, origin, verifierKey());
    }

    /** Where the events' topic ends: grows with everything that is published. */
    public long published() {
        return reader(eventsTopic()).end();
    }

    private TopicReader reader(String topic) {
        return readers.computeIfAbsent(topic, each -> new TopicReader(servers.kafka(), each));
    }

    /** {@link #whole(long)}, up to the last entry that the command service has accepted so far. */
    public Consumed whole() {
        return whole(rows().size() - 1);
    }

    /**
     * Waits until everything up to a position is published, covered by a signed checkpoint, and projected, and checks that
     * all three tell the same ledger: the topic, {@code /v1/entries}, and the checkpoint that the query service vouches for.
     * What is appended meanwhile, by automations or because a reading is recorded, is held against the topic as well.
     */
    public Consumed whole(long position) {
        Consumed consumed = Awaitility.await("published and signed up to " + position)
                .atMost(WHOLE_WITHIN)
                .pollInterval(Duration.ofMillis(250))
                .until(this::consumed, so -> so.size() > position && isCovered(so));
        Checkpoint last = consumed.checkpoints().getLast();
        assertThat(last.root()).isEqualTo(consumed.root());
        awaitVouchedFor(last);
        List<byte[]> handedOut = handedOut();
        List<byte[]> published = handedOut.size() == consumed.size()
                ? consumed.entries()
                : consumed().entries();
        assertThat(handedOut.size()).isBetween(Math.toIntExact(consumed.size()), published.size());
        for (int i = 0; i < handedOut.size(); i++) {
            assertThat(handedOut.get(i)).as("/v1/entries at position %d", i).isEqualTo(published.get(i));
        }
        assertThat(Consumed.rootOf(handedOut.subList(0, Math.toIntExact(consumed.size()))))
                .isEqualTo(last.root());
        return consumed;
    }

    /**
     * Has the read side filled again from Kafka, and waits until the new one answers, vouching for the same checkpoint.
     *
     * @param allTheWhile what has to hold while it goes on
     */
    public void rebuildReadSide(Runnable allTheWhile) {
        Checkpoint before = vouchedFor();
        Caller admin = as("the-admin", "admin");
        int generation = admin.toQueries("POST", "/v1/admin/rebuild")
                .expect(202)
                .json()
                .required("generation")
                .asInt();
        Awaitility.await("the rebuilt read side answers")
                .atMost(WHOLE_WITHIN)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> admin.get("/v1/admin/rebuild").expect(200).json(), report -> {
                    allTheWhile.run();
                    assertThat(report.required("generation").asInt()).isEqualTo(generation);
                    return report.required("state").asString().equals("DONE");
                });
        assertThat(vouchedFor()).isEqualTo(before);
    }

    private static boolean isCovered(Consumed consumed) {
        return !consumed.checkpoints().isEmpty()
                && consumed.checkpoints().getLast().size() == consumed.size();
    }

    private void awaitVouchedFor(Checkpoint expected) {
        Awaitility.await("the query service vouches for size " + expected.size())
                .atMost(WHOLE_WITHIN)
                .pollInterval(Duration.ofMillis(100))
                .until(this::vouchedFor, so -> so.size() > expected.size() || so.equals(expected));
    }

    /** The checkpoint that the query service hands out, verified with the pinned key. */
    public Checkpoint vouchedFor() {
        Answer answer = nobody().get("/ledger/checkpoint");
        if (answer.status() != 200) {
            return new Checkpoint(origin, 0, dev.releaseledger.events.ledger.Hash.EMPTY_ROOT);
        }
        try {
            return Checkpoint.open(answer.text(), origin, List.of(verifierKey()));
        } catch (NotVerified e) {
            throw new AssertionError("the query service vouches for what nobody signed: " + answer, e);
        }
    }

    /** The entries that the query service hands out to auditors. */
    public List<byte[]> handedOut() {
        Caller auditor = as("acceptance-auditor", "auditor");
        List<byte[]> entries = new ArrayList<>();
        int before;
        do {
            before = entries.size();
            String page = auditor.get("/v1/entries?limit=20000&after=" + (before - 1))
                    .expect(200)
                    .text();
            page.lines().map(line -> line.getBytes(UTF_8)).forEach(entries::add);
        } while (entries.size() > before);
        return entries;
    }

    @Override
    public void close() {
        commandServices.forEach(ServiceProcess::close);
        queryServices.forEach(ServiceProcess::close);
        readers.values().forEach(TopicReader::close);
    }
}

package dev.releaseledger.servers;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/**
 * A real Kafka broker in this JVM, its own controller (KRaft), over a data folder that survives restarts.
 *
 * <p>It listens on 127.0.0.1 alone. Transactions work although there is one broker. Topics are created by those who own
 * them, never by a mistyped name.
 */
public final class EmbeddedKafka implements AutoCloseable {
    private static final int NODE = 1;

    private final KafkaRaftServer server;
    private final FolderLock lock;
    private final String bootstrap;
    private boolean closed;

    private EmbeddedKafka(KafkaRaftServer server, FolderLock lock, String bootstrap) {
        this.server = server;
        this.lock = lock;
        this.bootstrap = bootstrap;
    }

    /**
     * Starts a broker and returns when clients can use it.
     *
     * @param dataDirectory formatted where it is new; one running broker a folder
     * @param port 0 for any free one
     * @throws ServerFailed when it does not start
     */
    public static EmbeddedKafka start(Path dataDirectory, int port) {
        int listening = port == 0 ? FreePort.find() : port;
        return start(dataDirectory, listening, listening);
    }

    /**
     * The same for a broker that sends its clients to another port than its own, where a proxy of the caller listens: a
     * client that asked the broker itself would otherwise go around the proxy.
     *
     * @param port not 0: the proxy has to know it
     * @param advertisedPort the proxy's port on 127.0.0.1
     */
    public static EmbeddedKafka start(Path dataDirectory, int port, int advertisedPort) {
        Path folder = dataDirectory.toAbsolutePath().normalize();
        FolderLock lock = FolderLock.take(folder);
        try {
            Path log = folder.resolve("log");
            if (!Files.exists(log.resolve("meta.properties"))) {
                format(log);
            }
            KafkaRaftServer server = new KafkaRaftServer(
                    new KafkaConfig(settings(log, port, advertisedPort, FreePort.find()), false), Time.SYSTEM);
            start(server);
            return new EmbeddedKafka(server, lock, "127.0.0.1:" + advertisedPort);
        } catch (RuntimeException e) {
            lock.close();
            throw new ServerFailed("Kafka does not start on 127.0.0.1:" + port + ": " + e.getMessage(), e);
        }
    }

    /** What clients put into {@code bootstrap.servers}. */
    public String bootstrap() {
        return bootstrap;
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            server.shutdown();
            server.awaitShutdown();
        } finally {
            lock.close();
        }
    }

    private static void start(KafkaRaftServer server) {
        try {
            server.startup();
        } catch (RuntimeException e) {
            server.shutdown();
            throw e;
        }
    }

    private static void format(Path log) {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        try {
            Files.createDirectories(log);
            new Formatter()
                    .setPrintStream(new PrintStream(said, true, StandardCharsets.UTF_8))
                    .setNodeId(NODE)
                    .setClusterId(Uuid.randomUuid().toString())
                    .setControllerListenerName("CONTROLLER")
                    .addDirectory(log.toString())
                    .setMetadataLogDirectory(log.toString())
                    .setIgnoreFormatted(true)
                    .run();
        } catch (Exception e) {
            throw new ServerFailed(
                    "Kafka could not lay out its data folder " + log + ": " + said.toString(StandardCharsets.UTF_8), e);
        }
    }

    private static Map<String, String> settings(Path log, int port, int advertisedPort, int controllerPort) {
        Map<String, String> settings = new HashMap<>();
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", Integer.toString(NODE));
        settings.put("controller.quorum.voters", NODE + "@127.0.0.1:" + controllerPort);
        settings.put("listeners", "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort);
        settings.put("advertised.listeners", "PLAINTEXT://127.0.0.1:" + advertisedPort);
        settings.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        settings.put("controller.listener.names", "CONTROLLER");
        settings.put("inter.broker.listener.name", "PLAINTEXT");
        settings.put("log.dirs", log.toString());
        settings.put("auto.create.topics.enable", "false");

        // One broker holds everything once.
        settings.put("default.replication.factor", "1");
        settings.put("offsets.topic.replication.factor", "1");
        settings.put("transaction.state.log.replication.factor", "1");
        settings.put("transaction.state.log.min.isr", "1");
        settings.put("share.coordinator.state.topic.replication.factor", "1");
        settings.put("share.coordinator.state.topic.min.isr", "1");

        // No broker to wait for, and few clients: what the defaults spread over a machine park is kept small.
        settings.put("group.initial.rebalance.delay.ms", "0");
        settings.put("offsets.topic.num.partitions", "4");
        settings.put("transaction.state.log.num.partitions", "4");
        settings.put("share.coordinator.state.topic.num.partitions", "1");
        settings.put("num.network.threads", "2");
        settings.put("num.io.threads", "4");
        settings.put("background.threads", "2");
        settings.put("log.cleaner.threads", "1");
        settings.put("log.cleaner.dedupe.buffer.size", Integer.toString(4 * 1024 * 1024));
        // After a hard kill the controller takes the broker before for alive as long as this, and its successor waits.
        settings.put("broker.session.timeout.ms", "3000");
        settings.put("broker.heartbeat.interval.ms", "500");
        return settings;
    }
}

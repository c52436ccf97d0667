package dev.releaseledger.servers.testing;

import dev.releaseledger.servers.FreePort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A TCP proxy on 127.0.0.1 between a service and a server. It forwards, and on demand refuses, cuts every connection,
 * stops the flow, or loses the answer to a PostgreSQL {@code COMMIT}: the commit has happened, and nobody was told.
 *
 * <p>It reads PostgreSQL's protocol 3 in clear text; any other protocol passes as bytes.
 */
public final class FaultyProxy implements AutoCloseable {
    private final String host;
    private final int serverPort;
    private final Set<ProxiedConnection> connections = ConcurrentHashMap.newKeySet();
    private final Gate gate = new Gate();
    private final AtomicBoolean commitAnswerToLose = new AtomicBoolean();
    private final AtomicInteger lostCommitAnswers = new AtomicInteger();
    private final AtomicInteger usedUp = new AtomicInteger();
    private final int port;
    private volatile LongSupplier lifetimes = () -> Long.MAX_VALUE;
    private @Nullable ServerSocket listening;

    private FaultyProxy(String host, int serverPort) throws IOException {
        this.host = host;
        this.serverPort = serverPort;
        // Of those that no client is given: it has to be there still when the server is back.
        this.port = listen(FreePort.find());
    }

    /** Starts a proxy, on a free port, to the server there. */
    public static FaultyProxy to(String host, int port) {
        try {
            return new FaultyProxy(host, port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The proxy's own port on 127.0.0.1, the same for its whole life. */
    public int port() {
        return port;
    }

    /** The server is gone: new connections are refused, existing ones cut. */
    public synchronized void down() {
        ServerSocket socket = listening;
        listening = null;
        if (socket != null) {
            close(socket);
        }
        cut();
    }

    /** The server is back. */
    public synchronized void up() {
        if (listening == null) {
            try {
                listen(port);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Cuts every connection; new ones are welcome. */
    public void cut() {
        connections.forEach(ProxiedConnection::cut);
    }

    /**
     * From now on every new connection is cut once it has passed so many bytes, in both directions together: in the
     * middle of a message, or between a request and its answer. Unlike cuts by the clock, how far a client gets does not
     * depend on how fast the machine is.
     *
     * @param lifetimes asked for each connection
     */
    public void cutEachAfter(LongSupplier lifetimes) {
        this.lifetimes = lifetimes;
    }

    /** How many connections have passed all that they could. */
    public int usedUpConnections() {
        return usedUp.get();
    }

    /**
     * The next time the server answers a {@code COMMIT} on any connection, that connection is cut instead. A statement
     * in autocommit mode is not answered by {@code COMMIT} and does not count.
     */
    public void loseNextCommitAnswer() {
        commitAnswerToLose.set(true);
    }

    /** How many answers to {@code COMMIT} have been lost so far. */
    public int lostCommitAnswers() {
        return lostCommitAnswers.get();
    }

    /** Connections stay open, but nothing flows until {@link #thaw()}. */
    public void freeze() {
        gate.shut();
    }

    public void thaw() {
        gate.open();
    }

    @Override
    public void close() {
        down();
        thaw();
    }

    /** Called where a {@code COMMIT}'s answer is about to pass: true where it must not. */
    boolean losesCommitAnswer() {
        if (commitAnswerToLose.compareAndSet(true, false)) {
            lostCommitAnswers.incrementAndGet();
            return true;
        }
        return false;
    }

    Gate gate() {
        return gate;
    }

    void usedUp() {
        usedUp.incrementAndGet();
    }

    void ended(ProxiedConnection connection) {
        connections.remove(connection);
    }

    private synchronized int listen(int wanted) throws IOException {
        ServerSocket socket = new ServerSocket();
        socket.setReuseAddress(true);
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), wanted), 128);
        listening = socket;
        Thread.ofVirtual().name("faulty-proxy-" + socket.getLocalPort()).start(() -> accept(socket));
        return socket.getLocalPort();
    }

    private void accept(ServerSocket socket) {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                Thread.ofVirtual().start(() -> serve(socket, client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(ServerSocket acceptedBy, Socket client) {
        try {
            ProxiedConnection connection =
                    new ProxiedConnection(this, client, new Socket(host, serverPort), lifetimes.getAsLong());
            connections.add(connection);
            if (acceptedBy.isClosed()) {
                // It went down between the accept and the line above, and cut those that it knew.
                connection.cut();
            }
            connection.run();
        } catch (IOException serverAway) {
            close(client);
        }
    }

    private static void close(AutoCloseable socket) {
        try {
            socket.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}

package dev.releaseledger.command.outgoing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;

/** A server that says exactly what a script says, byte for byte, however wrong that is. */
public final class ScriptedServer implements AutoCloseable {
    /** What it does with a connection, which is closed afterwards. */
    @FunctionalInterface
    public interface Script {
        void play(Socket connection) throws Exception;
    }

    private final ServerSocket listening;
    private final Script script;
    private final AtomicInteger connections = new AtomicInteger();

    private ScriptedServer(InetAddress address, Script script) throws IOException {
        this.listening = new ServerSocket(0, 50, address);
        this.script = script;
        Thread.ofPlatform().daemon().start(this::accept);
    }

    /** A server on 127.0.0.1. */
    public static ScriptedServer playing(Script script) throws IOException {
        return at("127.0.0.1", script);
    }

    /** A server on this address. */
    public static ScriptedServer at(String address, Script script) throws IOException {
        return new ScriptedServer(InetAddress.getByName(address), script);
    }

    public int port() {
        return listening.getLocalPort();
    }

    /** How many connections it has taken. */
    public int connections() {
        return connections.get();
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket connection = listening.accept();
                connections.incrementAndGet();
                Thread.ofPlatform().daemon().start(() -> play(connection));
            } catch (IOException e) {
                // Closed.
                return;
            }
        }
    }

    private void play(Socket connection) {
        try (connection) {
            script.play(connection);
        } catch (Exception e) {
            // The client has had enough, which is what many of these scripts are about.
            return;
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }
}

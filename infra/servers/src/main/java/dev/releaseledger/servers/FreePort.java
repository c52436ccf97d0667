package dev.releaseledger.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Finds ports on 127.0.0.1. */
public final class FreePort {
    private FreePort() {}

    /**
     * A port that was free a moment ago. Another process may take it first, so whoever binds it must be ready to ask
     * again.
     */
    public static int find() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package dev.releaseledger.servers;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** Finds ports on 127.0.0.1. */
public final class FreePort {
    /** Below those that the kernel hands out to clients: one of these could become anybody's before it is bound. */
    private static final int FIRST = 20_000;

    private static final int LAST = 30_000;
    private static final int ATTEMPTS = 1_000;

    private FreePort() {}

    /**
     * A port that was free a moment ago. Another process may take it first, so whoever binds it must be ready to ask
     * again.
     */
    public static int find() {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(FIRST, LAST);
            try (ServerSocket socket = new ServerSocket()) {
                socket.setReuseAddress(false);
                socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
                return port;
            } catch (IOException taken) {
                // The next one, then.
            }
        }
        throw new ServerFailed("No port of 127.0.0.1 from " + FIRST + " to " + LAST + " is free");
    }
}

package dev.releaseledger.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/**
 * Something that listens on 127.0.0.1.
 *
 * @param name for people
 * @param variable the environment variable that chooses another port
 */
record Listener(String name, String variable, int port) {

    /** Whether another process listens there already. */
    boolean isTaken() {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return !socket.isBound();
        } catch (IOException taken) {
            return true;
        }
    }
}

package dev.releaseledger.servers.testing;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What has to be closed when the JVM ends, last opened first closed. */
final class AtTheEnd {
    private static final Logger LOG = LoggerFactory.getLogger(AtTheEnd.class);
    static final AtTheEnd OF_THIS_JVM = new AtTheEnd();

    private final Deque<AutoCloseable> open = new ArrayDeque<>();

    private AtTheEnd() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::closeAll, "test-servers-closer"));
    }

    synchronized void add(AutoCloseable closeable) {
        open.push(closeable);
    }

    private synchronized void closeAll() {
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (Exception e) {
                LOG.warn("A test server did not stop cleanly", e);
            }
        }
    }
}

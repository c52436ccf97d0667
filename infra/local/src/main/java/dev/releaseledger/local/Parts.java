package dev.releaseledger.local;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What runs, and in which order it stops: what needs others before those that it needs. */
final class Parts implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Parts.class);

    /** Stopped in this order. */
    enum Layer {
        SERVICES,
        ISSUER,
        KAFKA,
        POSTGRES,
        DATA
    }

    private final Map<Layer, List<AutoCloseable>> running = new EnumMap<>(Layer.class);
    private boolean closed;

    /** Takes charge of a part. One that comes when all the others have been stopped already is stopped as well. */
    synchronized <T extends AutoCloseable> T add(Layer layer, T part) {
        if (closed) {
            close(part);
        } else {
            running.computeIfAbsent(layer, none -> new ArrayList<>()).add(part);
        }
        return part;
    }

    @Override
    public synchronized void close() {
        closed = true;
        for (Layer layer : Layer.values()) {
            List<AutoCloseable> parts = running.getOrDefault(layer, List.of());
            parts.parallelStream().forEach(Parts::close);
        }
        running.clear();
    }

    private static void close(AutoCloseable part) {
        try {
            part.close();
        } catch (Exception e) {
            LOG.warn("{} did not stop cleanly", part, e);
        }
    }
}

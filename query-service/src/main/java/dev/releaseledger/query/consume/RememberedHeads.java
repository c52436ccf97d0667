package dev.releaseledger.query.consume;

import dev.releaseledger.query.consume.Batch.StreamHead;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How streams stand, as far as memory goes: those that entries came of last. A cache that also counts how often it was asked
 * would keep releases that are over and turn away those that have just begun, of which everything is still to come. For one
 * thread.
 */
final class RememberedHeads {
    private final long mostBytes;
    private final LinkedHashMap<String, StreamHead> heads = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;

    /** @param mostBytes about how much memory they may take */
    RememberedHeads(long mostBytes) {
        this.mostBytes = mostBytes;
    }

    /** How a stream stands; null where that is not remembered. */
    @Nullable
    StreamHead of(String stream) {
        return heads.get(stream);
    }

    void remember(Map<String, StreamHead> changed) {
        changed.forEach((stream, head) -> {
            StreamHead before = heads.put(stream, head);
            bytes += weight(head) - (before == null ? 0 : weight(before));
        });
        Iterator<StreamHead> longestUnused = heads.values().iterator();
        while (bytes > mostBytes && longestUnused.hasNext()) {
            bytes -= weight(longestUnused.next());
            longestUnused.remove();
        }
    }

    void forget() {
        heads.clear();
        bytes = 0;
    }

    private static long weight(StreamHead head) {
        return head.folded().weight();
    }
}

package dev.releaseledger.command.desk;

import dev.releaseledger.events.refusal.RefusalsCounted;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How many refusals of an actor are recorded singly: so many in each window of time. The excess is counted, and one entry
 * tells the count, so that somebody who is refused all day cannot fill the ledger.
 */
public final class RefusalMeter {
    private final int singly;
    private final Duration window;
    private final Map<UUID, Window> windows = new HashMap<>();

    private static final class Window {
        private final Instant began;
        private int recorded;
        private long excess;
        private @Nullable Instant firstExcess;
        private @Nullable Instant lastExcess;

        private Window(Instant began) {
            this.began = began;
        }
    }

    /**
     * A meter.
     *
     * @param singly how many refusals of one actor are recorded singly in a window
     * @param window how long a window is
     */
    public RefusalMeter(int singly, Duration window) {
        this.singly = singly;
        this.window = window;
    }

    /** Whether the next refusal of this actor is recorded singly. */
    public synchronized boolean hasRoom(UUID actor, Instant at) {
        Window current = windows.get(actor);
        return current == null || current.recorded < singly;
    }

    /** Notes a refusal, as recorded singly or to be counted. */
    public synchronized void count(UUID actor, Instant at, boolean recordedSingly) {
        Window current = windows.computeIfAbsent(actor, first -> new Window(at));
        if (recordedSingly) {
            current.recorded++;
            return;
        }
        current.excess++;
        current.firstExcess = current.firstExcess == null ? at : current.firstExcess;
        current.lastExcess = at;
    }

    /** What was counted in windows that are over; told until it is {@link #forget forgotten}. */
    public synchronized List<RefusalsCounted> over(Instant now) {
        List<RefusalsCounted> counted = new ArrayList<>();
        Iterator<Map.Entry<UUID, Window>> all = windows.entrySet().iterator();
        while (all.hasNext()) {
            Map.Entry<UUID, Window> next = all.next();
            Window past = next.getValue();
            if (past.began.plus(window).isAfter(now)) {
                continue;
            }
            if (past.firstExcess == null || past.lastExcess == null) {
                all.remove();
            } else {
                counted.add(new RefusalsCounted(next.getKey(), past.excess, past.firstExcess, past.lastExcess));
            }
        }
        return counted;
    }

    /** Forgets a count that was recorded; what came to it meanwhile stays, in a window of its own. */
    public synchronized void forget(RefusalsCounted told) {
        Window past = windows.get(told.actor());
        if (past == null || past.lastExcess == null) {
            return;
        }
        windows.remove(told.actor());
        long rest = past.excess - told.count();
        if (rest > 0) {
            Window next = new Window(past.lastExcess);
            next.recorded = singly;
            next.excess = rest;
            next.firstExcess = told.to();
            next.lastExcess = past.lastExcess;
            windows.put(told.actor(), next);
        }
    }
}

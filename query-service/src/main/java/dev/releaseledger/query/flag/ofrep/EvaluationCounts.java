package dev.releaseledger.query.flag.ofrep;

import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.stereotype.Component;

/** How often flags were evaluated here since that was last written down. */
@Component
public final class EvaluationCounts {
    private final Clock clock;
    private final Map<Key, AtomicLong> counts = new ConcurrentHashMap<>();

    private record Key(long epochDay, UUID flagId, String variant) {}

    /** A number of evaluations of a flag on a day, in UTC, that served a variant. */
    public record Count(LocalDate day, UUID flagId, String variant, long count) {}

    EvaluationCounts(Clock clock) {
        this.clock = clock;
    }

    void count(UUID flagId, String variant) {
        add(today(), flagId, variant, 1);
    }

    private long today() {
        return TimeUnit.MILLISECONDS.toDays(clock.millis());
    }

    private void add(long epochDay, UUID flagId, String variant, long count) {
        counts.computeIfAbsent(new Key(epochDay, flagId, variant), key -> new AtomicLong())
                .addAndGet(count);
    }

    /**
     * Takes what was counted; it is gone here, so give it back where it cannot be written down.
     *
     * @param earliest the first day that is not told yet: what is older counts for it, for nobody would ask for its own day
     */
    public List<Count> take(LocalDate earliest) {
        long today = today();
        Map<Key, Long> taken = new HashMap<>();
        counts.forEach((key, count) -> {
            long n = count.getAndSet(0);
            if (n > 0) {
                long day = Math.max(key.epochDay(), earliest.toEpochDay());
                taken.merge(new Key(day, key.flagId(), key.variant()), n, Long::sum);
            } else if (key.epochDay() < today - 1) {
                // Nobody counts for a day that is so long over.
                counts.remove(key, count);
            }
        });
        return taken.entrySet().stream()
                .map(each -> new Count(
                        LocalDate.ofEpochDay(each.getKey().epochDay()),
                        each.getKey().flagId(),
                        each.getKey().variant(),
                        each.getValue()))
                .toList();
    }

    /** Takes back what could not be written down. */
    public void giveBack(List<Count> taken) {
        taken.forEach(each -> add(each.day().toEpochDay(), each.flagId(), each.variant(), each.count()));
    }
}

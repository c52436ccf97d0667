package dev.releaseledger.command.release.health;

import dev.releaseledger.command.append.Answer;
import dev.releaseledger.events.access.Role;
import dev.releaseledger.events.release.HealthReport;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Who waits for the next fold of one deployment's reports. Used under the lock of {@link HealthFolding}.
 */
final class FoldQueue {
    /** Reports of one entry. */
    static final int MOST_REPORTS = 100;

    /** Well within what an entry holds. */
    private static final int MOST_BYTES = 48_000;

    /**
     * What is folded together: reports of one deployment by one actor in the same roles.
     *
     * @param tellsOnce as {@link ToldHealth#tellsOnce}
     */
    record Key(UUID releaseId, UUID deploymentId, UUID actor, Set<Role> roles, boolean tellsOnce) {}

    /** Somebody who waits for an answer. */
    record Waiting(ToldHealth told, CompletableFuture<Answer> answer) {}

    private final Key key;
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private @Nullable Instant lastFold;
    private Duration foldTime;
    private boolean busy;

    FoldQueue(Key key, Duration foldTime) {
        this.key = key;
        this.foldTime = foldTime;
    }

    Key key() {
        return key;
    }

    /** Somebody more waits. */
    void add(Waiting more, Duration fold) {
        waiting.add(more);
        foldTime = fold;
    }

    /** Whether somebody looks after it; whoever begins to says so, and says when it is over. */
    boolean isBusy() {
        return busy;
    }

    void busy(boolean now) {
        busy = now;
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** Whether the fold time since the last fold is over. */
    boolean isTimeOver(Instant now) {
        return lastFold == null || !now.isBefore(lastFold.plus(foldTime));
    }

    /** Whether the next fold is full, or somebody cannot wait. */
    boolean isPressing() {
        return waiting.stream().anyMatch(each -> each.told().atOnce()) || size() >= MOST_REPORTS;
    }

    private int size() {
        return waiting.stream().mapToInt(each -> each.told().reports().size()).sum();
    }

    /** Every report that waits, as many as a fold has. */
    List<HealthReport> reports() {
        return waiting.stream()
                .flatMap(each -> each.told().reports().stream())
                .limit(MOST_REPORTS)
                .toList();
    }

    /** Takes the next fold out: whole requests in their order, one at least. */
    List<Waiting> fold(Instant now) {
        List<Waiting> fold = new ArrayList<>();
        int reports = 0;
        int bytes = 0;
        while (!waiting.isEmpty()) {
            ToldHealth next = waiting.element().told();
            reports += next.reports().size();
            bytes += next.mostBytes();
            if (!fold.isEmpty() && (reports > MOST_REPORTS || bytes > MOST_BYTES)) {
                break;
            }
            fold.add(waiting.remove());
        }
        lastFold = now;
        return fold;
    }

    /** Takes everybody out. */
    List<Waiting> everybody() {
        List<Waiting> all = List.copyOf(waiting);
        waiting.clear();
        return all;
    }
}

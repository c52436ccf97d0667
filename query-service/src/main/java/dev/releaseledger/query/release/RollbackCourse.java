package dev.releaseledger.query.release;

import dev.releaseledger.events.envelope.Envelope;
import dev.releaseledger.events.release.ReleaseEvent;
import dev.releaseledger.events.release.RollbackEvent;
import dev.releaseledger.events.release.RollbackTriggered;
import dev.releaseledger.events.release.TriggerFired;
import dev.releaseledger.query.entry.ReadEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What was said of a rollback, with who said it and when, which the state tells of the last of it alone.
 *
 * @param said never empty, in the order of positions: the triggers that demanded it, that it was triggered, and what became
 *     of it
 */
public record RollbackCourse(List<Said> said) {

    /**
     * Something that was said of it.
     *
     * @param position the entry that says it
     * @param recordedAt when that was recorded
     * @param at when it happened: the claimed time of backfilled history, otherwise the recorded time
     * @param by who said it
     */
    public record Said(long position, Instant recordedAt, Instant at, UUID by, ReleaseEvent event) {}

    /** The entry by which it came up: the trigger that fired first, or that somebody asked for it. */
    public long begunAt() {
        return said.getFirst().position();
    }

    /** What was said of this type, in order. */
    public <E extends ReleaseEvent> List<E> all(Class<E> type) {
        return said.stream()
                .filter(each -> type.isInstance(each.event()))
                .map(each -> type.cast(each.event()))
                .toList();
    }

    /** The courses of a release's rollbacks, by id in the order in which they came up, after one more entry. */
    static Map<UUID, RollbackCourse> after(Map<UUID, RollbackCourse> courses, ReleaseEvent event, Envelope envelope) {
        return rollback(event)
                .map(id -> {
                    Map<UUID, RollbackCourse> next = new LinkedHashMap<>(courses);
                    Said said = new Said(
                            envelope.position(),
                            envelope.time(),
                            ReadEntry.judgedAt(envelope),
                            envelope.attribution().actor(),
                            event);
                    next.merge(id, new RollbackCourse(List.of(said)), RollbackCourse::then);
                    return Collections.unmodifiableMap(next);
                })
                .orElse(courses);
    }

    private static Optional<UUID> rollback(ReleaseEvent event) {
        if (event instanceof RollbackTriggered triggered) {
            return Optional.of(triggered.rollbackId());
        }
        if (event instanceof TriggerFired fired) {
            return Optional.of(fired.rollbackId());
        }
        return event instanceof RollbackEvent said ? Optional.of(said.rollbackId()) : Optional.empty();
    }

    private RollbackCourse then(RollbackCourse more) {
        List<Said> all = new ArrayList<>(said);
        all.addAll(more.said());
        return new RollbackCourse(List.copyOf(all));
    }
}

package dev.releaseledger.query.entry;

import dev.releaseledger.events.envelope.Envelope;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far a stream is folded.
 *
 * @param sequence the last known sequence; -1 before the first
 * @param position the position of the last entry; -1 before the first
 * @param recordedAt when the last entry was recorded
 * @param updatedAt the time that the last entry is judged by: the claimed time of backfilled history
 * @param bytes how many bytes of entries were folded
 * @param doubt the first entry that could not be understood; null when all were
 */
public record Reached(
        long sequence,
        long position,
        Instant recordedAt,
        Instant updatedAt,
        long bytes,
        @Nullable Doubt doubt) {

    /** Before the first entry. */
    public static Reached nothing() {
        return new Reached(-1, -1, Instant.EPOCH, Instant.EPOCH, 0, null);
    }

    /**
     * With one more entry, whether it is understood or not.
     *
     * @param at the entry's position
     * @param size its length in bytes
     */
    public Reached and(long at, ReadEntry entry, int size) {
        Envelope envelope = entry.envelope();
        return envelope == null
                ? new Reached(sequence, at, recordedAt, updatedAt, bytes + size, doubt)
                : new Reached(
                        envelope.sequence(),
                        envelope.position(),
                        envelope.time(),
                        ReadEntry.judgedAt(envelope),
                        bytes + size,
                        doubt);
    }

    /** The same with a doubt about the last entry, unless there is an earlier one. */
    public Reached doubting(String reason) {
        return doubt != null
                ? this
                : new Reached(sequence, position, recordedAt, updatedAt, bytes, new Doubt(position, reason));
    }

    /** The same without a policy that the stream pins, because that is not understood. */
    public Reached withoutPolicy(int version) {
        return doubting("version " + version + " of the product's policy is not understood");
    }
}

package dev.releaseledger.query.consume;

import dev.releaseledger.events.envelope.Envelope;
import dev.releaseledger.events.ledger.Frontier;
import dev.releaseledger.events.ledger.Hash;
import dev.releaseledger.query.consume.Batch.StreamHead;
import dev.releaseledger.query.timeline.StoryRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Turns received records into a batch to write. Decides everything by itself and writes nothing: only what was committed is
 * remembered ({@link #committed}).
 */
final class Projector {
    /** A frontier is kept at every multiple of this size. */
    static final long LANDMARK = 1024;

    private final Streams streams;
    private final Projected projected;
    private final RememberedHeads heads;

    Projector(Streams streams, Projected projected, long rememberedBytes) {
        this.streams = streams;
        this.projected = projected;
        this.heads = new RememberedHeads(rememberedBytes);
    }

    /** Everything up to the first record that cannot be right, and the alarm about that one. */
    Batch project(Progress before, List<Received> records, long nextOffset) {
        return new Run(before, records).project(nextOffset);
    }

    /** Remembers what a batch led to. */
    void committed(Batch batch) {
        heads.remember(batch.streams());
    }

    /** Forgets everything; the tables may say something else now. */
    void forget() {
        heads.forget();
    }

    private final class Run {
        private final Progress before;
        private final List<Received> records;
        private final List<Received.Placed> entries;
        private final List<Hash> leaves;
        private final List<Frontier> landmarks = new ArrayList<>();
        private final List<TreeHash> tree = new ArrayList<>();
        private final List<StoryRow> story = new ArrayList<>();
        private final Map<String, StreamHead> changed = new LinkedHashMap<>();
        private final Map<String, StreamHead> known;
        private final Map<Long, Hash> earlier;
        private @Nullable Instant lastTime;
        private long statedSince;
        private @Nullable Alarm alarm;

        Run(Progress before, List<Received> records) {
            this.before = before;
            this.records = records;
            this.entries = new ArrayList<>(records.size());
            this.leaves = new ArrayList<>(records.size());
            this.lastTime = before.lastTime();
            this.statedSince = before.statedSince();
            this.known = headsOf(records);
            this.earlier = leavesBefore(records);
        }

        private Map<String, StreamHead> headsOf(List<Received> received) {
            Map<String, StreamHead> found = new HashMap<>();
            Set<String> missing = new HashSet<>();
            for (Received record : received) {
                if (record instanceof Received.Placed placed
                        && placed.stream() != null
                        && placed.position() >= before.nextPosition()) {
                    StreamHead head = heads.of(placed.stream());
                    if (head == null) {
                        missing.add(placed.stream());
                    } else {
                        found.put(placed.stream(), head);
                    }
                }
            }
            if (!missing.isEmpty()) {
                found.putAll(streams.heads(missing));
            }
            return found;
        }

        private Map<Long, Hash> leavesBefore(List<Received> received) {
            List<Long> positions = new ArrayList<>();
            for (Received record : received) {
                if (record instanceof Received.Placed placed && placed.position() < before.nextPosition()) {
                    positions.add(placed.position());
                }
            }
            return positions.isEmpty() ? Map.of() : projected.leaves(positions);
        }

        Batch project(long nextOffset) {
            long resumeAt = nextOffset;
            for (Received record : records) {
                alarm = switch (record) {
                    case Received.Placed placed -> take(placed);
                    case Received.Foreign foreign -> foreign.alarm();
                };
                if (alarm != null) {
                    resumeAt = record.offset();
                    break;
                }
            }
            Progress after = new Progress(
                    resumeAt,
                    lastTime,
                    grown(),
                    statedSince,
                    before.checkpointOffset(),
                    alarm == null ? before.stopped() : alarm.message());
            return new Batch(before, after, entries, changed, landmarks, tree, story, alarm);
        }

        private @Nullable Alarm take(Received.Placed entry) {
            long next = before.nextPosition() + entries.size();
            if (entry.position() < next) {
                return seenBefore(entry);
            }
            if (entry.position() > next) {
                return new Alarm.Gap(next, entry.position());
            }
            Envelope envelope = entry.envelope();
            if (envelope != null) {
                if (lastTime != null && envelope.time().isBefore(lastTime)) {
                    return new Alarm.TimeWentBack(entry.position(), lastTime, envelope.time());
                }
                Alarm broken = follow(entry, envelope);
                if (broken != null) {
                    return broken;
                }
                lastTime = envelope.time();
            } else if (entry.stream() != null) {
                StreamHead head = head(entry.stream());
                take(entry, entry.stream(), head, head.sequence(), true);
            }
            if (!entry.stated()) {
                statedSince = next + 1;
            }
            entries.add(entry);
            leaves.add(entry.leaf());
            return null;
        }

        private @Nullable Alarm seenBefore(Received.Placed entry) {
            long inBatch = entry.position() - before.nextPosition();
            Hash leaf = inBatch >= 0 ? leaves.get((int) inBatch) : earlier.get(entry.position());
            if (leaf == null) {
                throw new IllegalStateException("position " + entry.position() + " is projected but not in the tables");
            }
            return leaf.equals(entry.leaf()) ? null : new Alarm.Fork(entry.position(), leaf, entry.leaf());
        }

        private @Nullable Alarm follow(Received.Placed entry, Envelope envelope) {
            StreamHead head = head(envelope.subject());
            long expected = head.sequence() + 1;
            boolean follows = head.gaps() ? envelope.sequence() >= expected : envelope.sequence() == expected;
            if (!follows) {
                return new Alarm.SequenceBroken(entry.position(), envelope.subject(), expected, envelope.sequence());
            }
            take(entry, envelope.subject(), head, envelope.sequence(), head.gaps());
            return null;
        }

        private StreamHead head(String stream) {
            StreamHead now = changed.get(stream);
            if (now == null) {
                now = known.get(stream);
            }
            if (now == null) {
                throw new IllegalStateException("nobody asked how stream " + stream + " stands");
            }
            return now;
        }

        private void take(Received.Placed entry, String stream, StreamHead head, long sequence, boolean gaps) {
            changed.put(stream, new StreamHead(sequence, gaps, head.folded().and(entry, story::add)));
        }

        private Frontier grown() {
            Frontier frontier = before.frontier();
            int from = 0;
            while (from < leaves.size()) {
                long toLandmark = LANDMARK - frontier.size() % LANDMARK;
                int to = (int) Math.min(leaves.size(), from + toLandmark);
                frontier = TreeHash.grow(frontier, leaves.subList(from, to), tree);
                if (frontier.size() % LANDMARK == 0) {
                    landmarks.add(frontier);
                }
                from = to;
            }
            return frontier;
        }
    }
}

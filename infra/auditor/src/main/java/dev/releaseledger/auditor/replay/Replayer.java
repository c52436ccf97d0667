package dev.releaseledger.auditor.replay;

import dev.releaseledger.events.envelope.Envelope;
import dev.releaseledger.events.envelope.Event;
import dev.releaseledger.events.envelope.Events;
import dev.releaseledger.events.envelope.NotUnderstood;
import dev.releaseledger.events.release.HistoryBroken;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Says again what entries meant. Keeps what each stream means by now, and no entry. */
final class Replayer {
    private final Map<String, Stream> streams = new HashMap<>();

    /** What is known of a stream. */
    private record Stream(
            @Nullable Meaning<?, ?> meaning,
            long next,
            @Nullable Long incompleteSince) {
        static final Stream UNSAID = new Stream(null, 0, null);

        @Nullable
        Object state() {
            return meaning == null ? null : meaning.state();
        }

        /** Whatever was passed over was not followed, by us or by whoever cut the entries out. */
        Stream upTo(@Nullable Long sequence) {
            return sequence == null || sequence == next ? this : incompleteFrom(next);
        }

        Stream incompleteFrom(@Nullable Long sequence) {
            return incompleteSince == null ? new Stream(meaning, next, sequence) : this;
        }

        Stream after(@Nullable Long sequence) {
            return new Stream(meaning, sequence == null ? next + 1 : sequence + 1, incompleteSince);
        }
    }

    /** The next entry's step; entries come in the order of their positions. */
    Step next(long position, Glance entry) {
        String name = entry.stream();
        if (name == null) {
            return new Step(position, entry, null, null, new Step.Outcome.NotKnown(reason(entry)), null);
        }
        Stream before = streams.getOrDefault(name, Stream.UNSAID).upTo(entry.sequence());
        Envelope envelope = entry.envelope();
        if (envelope == null) {
            return notFollowed(position, entry, before, new Step.Outcome.NotKnown(reason(entry)));
        }
        try {
            Event event = Events.read(envelope);
            Meaning<?, ?> meaning = before.meaning() == null ? Family.of(event).unsaid() : before.meaning();
            Stream after = new Stream(
                            meaning.and(event, envelope.attribution()), before.next(), before.incompleteSince())
                    .after(entry.sequence());
            streams.put(name, after);
            return new Step(
                    position,
                    entry,
                    meaning.state(),
                    after.state(),
                    new Step.Outcome.Followed(),
                    after.incompleteSince());
        } catch (NotUnderstood e) {
            return notFollowed(position, entry, before, new Step.Outcome.NotKnown(message(e)));
        } catch (HistoryBroken e) {
            return notFollowed(position, entry, before, new Step.Outcome.Broken(message(e)));
        }
    }

    private Step notFollowed(long position, Glance entry, Stream before, Step.Outcome outcome) {
        Stream after = before.incompleteFrom(entry.sequence()).after(entry.sequence());
        streams.put(Objects.requireNonNull(entry.stream()), after);
        return new Step(position, entry, before.state(), after.state(), outcome, after.incompleteSince());
    }

    /** How many streams were met so far. */
    int streams() {
        return streams.size();
    }

    private static String reason(Glance entry) {
        return Objects.requireNonNullElse(entry.fault(), "not an entry");
    }

    private static String message(RuntimeException e) {
        return Objects.requireNonNullElse(e.getMessage(), e.getClass().getSimpleName());
    }
}

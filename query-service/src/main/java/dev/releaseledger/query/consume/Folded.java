package dev.releaseledger.query.consume;

import dev.releaseledger.query.entry.Doubt;
import dev.releaseledger.query.entry.FoldedStream;
import dev.releaseledger.query.entry.ReadEntry;
import dev.releaseledger.query.entry.StreamName;
import dev.releaseledger.query.flag.FlagStream;
import dev.releaseledger.query.incident.IncidentStream;
import dev.releaseledger.query.release.ReleaseStream;
import dev.releaseledger.query.timeline.StoryRow;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a stream's entries mean, as far as rows are made of it. Whose stream it is, its name says once, and not again with every
 * entry.
 */
sealed interface Folded {
    /**
     * The stream with one more entry.
     *
     * @param story takes what timelines tell of the entry
     */
    Folded and(Received.Placed entry, Consumer<StoryRow> story);

    /** The first entry that could not be understood; null when all were. */
    @Nullable
    Doubt doubt();

    /** About the memory that it takes, in bytes. */
    int weight();

    /** The stream of this name before its first entry. */
    static Folded nothingOf(String stream) {
        return switch (StreamName.of(stream)) {
            case StreamName.OfRelease(UUID id) -> new OfRelease(id, ReleaseStream.KIND.empty());
            case StreamName.OfIncident(UUID id) -> new OfIncident(id, IncidentStream.KIND.empty());
            case StreamName.OfFlag(UUID id) -> new OfFlag(id, FlagStream.KIND.empty());
            case StreamName.OfOther other -> new OfOther(null);
        };
    }

    /** The stream of something that has an id and rows of its own. */
    sealed interface Subject<S extends FoldedStream<S>> extends Folded {
        /** What the stream tells of. */
        UUID id();

        /** What its entries mean. */
        S stream();

        /** The same with what more of its entries mean. */
        Subject<S> with(S after);

        /** A row for the entry that the stream came to this by, where timelines tell of it. */
        Optional<StoryRow> story(ReadEntry read, S after);

        @Override
        default Folded and(Received.Placed entry, Consumer<StoryRow> story) {
            S after = stream().and(entry.position(), entry.read(), entry.bytes().length);
            story(entry.read(), after).ifPresent(story);
            return with(after);
        }

        @Override
        default @Nullable Doubt doubt() {
            return stream().doubt();
        }

        @Override
        default int weight() {
            return stream().weight();
        }
    }

    /** A release's. */
    record OfRelease(UUID id, ReleaseStream stream) implements Subject<ReleaseStream> {
        @Override
        public OfRelease with(ReleaseStream after) {
            return new OfRelease(id, after);
        }

        @Override
        public Optional<StoryRow> story(ReadEntry read, ReleaseStream after) {
            return StoryRow.ofRelease(read, stream, after);
        }
    }

    /** An incident's. */
    record OfIncident(UUID id, IncidentStream stream) implements Subject<IncidentStream> {
        @Override
        public OfIncident with(IncidentStream after) {
            return new OfIncident(id, after);
        }

        @Override
        public Optional<StoryRow> story(ReadEntry read, IncidentStream after) {
            return StoryRow.ofIncident(read, after);
        }
    }

    /** A flag's. */
    record OfFlag(UUID id, FlagStream stream) implements Subject<FlagStream> {
        @Override
        public OfFlag with(FlagStream after) {
            return new OfFlag(id, after);
        }

        @Override
        public Optional<StoryRow> story(ReadEntry read, FlagStream after) {
            return StoryRow.ofFlag(read, stream, after);
        }
    }

    /** Any other: rows are made of its entries, one by one, if at all. */
    record OfOther(@Nullable Doubt doubt) implements Folded {
        private static final int WEIGHT = 300;

        @Override
        public Folded and(Received.Placed entry, Consumer<StoryRow> story) {
            StoryRow.of(entry.read()).ifPresent(story);
            return doubt != null ? this : new OfOther(doubtOf(entry));
        }

        private static @Nullable Doubt doubtOf(Received.Placed entry) {
            return switch (entry.read()) {
                case ReadEntry.Understood understood -> null;
                case ReadEntry.NotKnown notKnown -> new Doubt(entry.position(), notKnown.reason());
                case ReadEntry.Unreadable unreadable -> new Doubt(entry.position(), unreadable.reason());
            };
        }

        @Override
        public int weight() {
            return WEIGHT;
        }
    }
}

package dev.releaseledger.command.desk;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.releaseledger.command.append.EntryReader;
import dev.releaseledger.command.append.Expectation;
import dev.releaseledger.command.append.StoredEntry;
import dev.releaseledger.events.envelope.Attribution;
import dev.releaseledger.events.envelope.EntryJson;
import dev.releaseledger.events.envelope.Envelope;
import dev.releaseledger.events.envelope.Event;
import dev.releaseledger.events.envelope.Events;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The states of a family of streams that decisions about other streams read. Bounded, and possibly older than the ledger:
 * whoever decides by one makes its sequence a condition of the append ({@link CommandInHand#reads}).
 *
 * @param <S> the state
 */
public final class StreamStates<S> {
    private static final int PAGE = 500;

    private final EntryReader reader;
    private final S nothingYet;
    private final Evolve<S> evolve;
    private final Cache<String, Kept<S>> kept;

    /** At most so many states, each the fold of its stream's events from this one on. */
    public StreamStates(EntryReader reader, S nothingYet, Evolve<S> evolve, long most) {
        this.reader = reader;
        this.nothingYet = nothingYet;
        this.evolve = evolve;
        this.kept = Caffeine.newBuilder().maximumSize(most).build();
    }

    /** How an event changes a state. Pure. */
    @FunctionalInterface
    public interface Evolve<S> {
        S evolve(S state, Event event, Attribution by);
    }

    /** A stream's state, and whether nothing more is known to have been said since. */
    private record Kept<S>(Standing<S> standing, boolean current) {}

    /**
     * A stream's state.
     *
     * @param sequence the last event that it knows; -1 where there is no such stream
     */
    public record Standing<S>(S state, long sequence) {}

    /**
     * How a stream stands, as far as this instance knows.
     *
     * @throws dev.releaseledger.command.append.LedgerUnavailable when it has to be read and the database does not answer
     */
    public Standing<S> of(String stream) {
        Kept<S> known = kept.getIfPresent(stream);
        if (known == null || !known.current()) {
            known = kept.asMap().compute(stream, this::read);
        }
        return known.standing();
    }

    /** What was said is never unsaid: a state that is behind goes on from where it is. */
    private Kept<S> read(String stream, @Nullable Kept<S> known) {
        if (known != null && known.current()) {
            return known;
        }
        Standing<S> before = known == null ? new Standing<>(nothingYet, Expectation.NO_STREAM) : known.standing();
        return new Kept<>(fold(reader, stream, before, evolve), true);
    }

    /** Notes that a stream has moved on: it is read on when it is asked for next. */
    public void forget(String stream) {
        kept.asMap().computeIfPresent(stream, (name, known) -> new Kept<>(known.standing(), false));
    }

    /** What a stream's entries come to, read from the first to the last. */
    static <S> Standing<S> fold(EntryReader reader, String stream, S nothingYet, Evolve<S> evolve) {
        return fold(reader, stream, new Standing<>(nothingYet, Expectation.NO_STREAM), evolve);
    }

    private static <S> Standing<S> fold(EntryReader reader, String stream, Standing<S> from, Evolve<S> evolve) {
        S state = from.state();
        long sequence = from.sequence();
        List<StoredEntry> page;
        do {
            page = reader.stream(stream, sequence + 1, PAGE);
            for (StoredEntry stored : page) {
                Envelope entry = EntryJson.read(stored.bytes());
                state = evolve.evolve(state, Events.read(entry), entry.attribution());
                sequence = stored.sequence();
            }
        } while (page.size() == PAGE);
        return new Standing<>(state, sequence);
    }
}

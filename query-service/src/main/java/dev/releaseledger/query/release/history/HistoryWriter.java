package dev.releaseledger.query.release.history;

import dev.releaseledger.events.access.Right;
import dev.releaseledger.query.entry.AskedCut;
import dev.releaseledger.query.entry.Cut;
import dev.releaseledger.query.entry.Entries;
import dev.releaseledger.query.entry.EntryRow;
import dev.releaseledger.query.entry.Fold;
import dev.releaseledger.query.entry.FoldedStream;
import dev.releaseledger.query.entry.ReadEntry;
import dev.releaseledger.query.entry.StreamsInTime;
import dev.releaseledger.query.generation.Generation;
import dev.releaseledger.query.generation.Generations;
import dev.releaseledger.query.generation.Head;
import dev.releaseledger.query.rest.AskedMoments;
import dev.releaseledger.query.rest.Moment;
import dev.releaseledger.query.rest.ProblemException;
import dev.releaseledger.query.rest.QueryParameters;
import dev.releaseledger.query.security.Reader;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Replays a stream for people: its entries one by one, each with the state that it led to and what that changed. */
@Component
public final class HistoryWriter {
    /** What {@code differences} is, for callers. */
    public static final String DIFFERENCES =
            "true: with each entry, what it changed in that state: the path, as a JSON Pointer, and what was there before and"
                    + " after";

    /** What {@code to} is, for callers. */
    public static final String TO = "up to this position, or to this RFC 3339 time that is not in the future";

    /** What {@code clock} is, for callers. */
    public static final String CLOCK =
            "with a time: recorded (default), or claimed: what happened later by its own account is"
                    + " left out, and the states are without it; in the order of the ledger all the same";

    private final Generations generations;
    private final Entries entries;
    private final AskedMoments moments;
    private final AskedCut cuts;
    private final EntryPageWriter writer;
    private final JsonMapper json;

    HistoryWriter(
            Generations generations,
            Entries entries,
            AskedMoments moments,
            AskedCut cuts,
            EntryPageWriter writer,
            JsonMapper json) {
        this.generations = generations;
        this.entries = entries;
        this.moments = moments;
        this.cuts = cuts;
        this.writer = writer;
        this.json = json;
    }

    /** What is asked for, and where it is to be read. */
    private record Asked(Generation generation, WantedEntries wanted, boolean states, boolean differences, Cut cut) {}

    /**
     * What histories of one kind tell of.
     *
     * @param streams where it is read
     * @param product whose it is; empty where that is not known
     * @param state how it stands
     * @param notFound what is answered where there is none
     */
    public record Subject<S extends FoldedStream<S>>(
            StreamsInTime<S> streams,
            Function<S, Optional<String>> product,
            State<S> state,
            Supplier<ProblemException> notFound) {}

    /** How a stream stands, as it is shown. */
    public interface State<S> {
        /** What is shown of it; empty where nothing is known yet. */
        Optional<?> of(Generation generation, UUID id, S stream);
    }

    /**
     * Writes the page of a history that a query asks for, for somebody who may read it.
     *
     * @param id the subject's id as the path has it
     * @throws ProblemException when the parameters are faulty, there is no such subject, or the reader may not read it
     */
    public <S extends FoldedStream<S>> void write(
            String id, HttpServletRequest request, HttpServletResponse response, Reader reader, Subject<S> subject)
            throws IOException {
        UUID subjectId = QueryParameters.id(id);
        Asked asked = ask(QueryParameters.of(request));
        S now = subject.streams().now(asked.generation(), subjectId).orElseThrow(subject.notFound());
        authorise(reader, now, subject);
        write(response, new Told<>(asked, subject, subjectId));
    }

    /** Where its product is not known, only those who may read all products learn that it is there. */
    private static <S extends FoldedStream<S>> void authorise(Reader reader, S now, Subject<S> subject) {
        Optional<String> product = subject.product().apply(now);
        if (product.isPresent()) {
            reader.require(Right.READ, product.get());
        } else if (!reader.mayEverywhere(Right.READ)) {
            throw subject.notFound().get();
        }
    }

    private Asked ask(QueryParameters query) {
        WantedEntries wanted = WantedEntries.of(query);
        boolean states = query.flag("states");
        boolean differences = query.flag("differences");
        Optional<Moment> to = moments.past(query, "to");
        boolean claimed = moments.claimed(query, "only together with to=<time>", List.of(to));
        query.done();
        Head head = generations.head();
        Cut cut = cuts.at(head, query, "to", to.orElse(null), claimed);
        query.done();
        return new Asked(head.generation(), wanted, states, differences, cut);
    }

    /** What is told: what was asked for, of one subject. */
    private record Told<S extends FoldedStream<S>>(Asked asked, Subject<S> subject, UUID id) {
        String stream() {
            return subject.streams().kind().name(id);
        }

        S empty() {
            return subject.streams().kind().empty();
        }

        /** The stream before the entry at a position. */
        S before(long position) {
            return subject.streams().asOf(asked.generation(), id, position - 1).orElse(empty());
        }

        @Nullable
        Object state(S stream) {
            return subject.state().of(asked.generation(), id, stream).orElse(null);
        }
    }

    private <S extends FoldedStream<S>> void write(HttpServletResponse response, Told<S> told) throws IOException {
        Asked asked = told.asked();
        Entries.Page all = entries.page(
                asked.generation(),
                told.stream(),
                asked.wanted().after(),
                asked.cut().position(),
                asked.wanted().limit());
        Entries.Page page = new Entries.Page(
                all.entries().stream().filter(row -> isSaid(asked, row)).toList(), all.next());
        if (page.entries().isEmpty() || !asked.states() && !asked.differences()) {
            writer.write(response, page);
            return;
        }
        writer.write(response, page, new Steps<>(told, begin(told, page)));
    }

    /** The stream before a page. */
    private <S extends FoldedStream<S>> S begin(Told<S> told, Entries.Page page) {
        Asked asked = told.asked();
        long first = page.entries().getFirst().position();
        if (asked.cut().claimed() == null) {
            return told.before(first);
        }
        // Without what happened later by its own account, which may be anywhere before.
        Fold<S> fold = new Fold<>(told.empty());
        entries.ofStream(asked.generation(), told.stream(), -1, first - 1, row -> {
            if (isSaid(asked, row)) {
                fold.add(row);
            }
        });
        return fold.stream();
    }

    private static boolean isSaid(Asked asked, EntryRow row) {
        Instant claimed = asked.cut().claimed();
        if (claimed == null) {
            return true;
        }
        Instant judgedAt = ReadEntry.judgedAt(ReadEntry.of(row.bytes()));
        return judgedAt != null && !judgedAt.isAfter(claimed);
    }

    /** What is told of one entry after the other. */
    private final class Steps<S extends FoldedStream<S>> implements EntryPageWriter.More {
        private final Told<S> told;
        private S stream;
        private @Nullable JsonNode before;

        Steps(Told<S> told, S stream) {
            this.told = told;
            this.stream = stream;
            this.before = told.asked().differences() ? tree(told.state(stream)) : null;
        }

        private @Nullable JsonNode tree(@Nullable Object state) {
            return state == null ? null : json.valueToTree(state);
        }

        @Override
        public void write(JsonGenerator out, EntryRow row) {
            stream = stream.and(row);
            JsonNode after = tree(told.state(stream));
            if (told.asked().states()) {
                out.writeName("state");
                json.writeValue(out, after);
            }
            if (told.asked().differences()) {
                out.writeName("differences");
                json.writeValue(out, StateDifference.between(before, after));
            }
            before = after;
        }
    }
}

package dev.releaseledger.query.release.history;

import dev.releaseledger.query.entry.AskedCut;
import dev.releaseledger.query.entry.Cut;
import dev.releaseledger.query.entry.Entries;
import dev.releaseledger.query.entry.EntryRow;
import dev.releaseledger.query.entry.ReadEntry;
import dev.releaseledger.query.generation.Generation;
import dev.releaseledger.query.generation.Generations;
import dev.releaseledger.query.generation.Head;
import dev.releaseledger.query.rest.AskedMoments;
import dev.releaseledger.query.rest.Moment;
import dev.releaseledger.query.rest.QueryParameters;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
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
    public record Asked(Generation generation, WantedEntries wanted, boolean states, boolean differences, Cut cut) {}

    /** How a stream's entries become states. */
    public interface Folding<S> {
        /** The stream before the entry at a position. */
        S before(long position);

        /** The stream with one more entry. */
        S and(S stream, EntryRow row);

        /** How that stands; null where nothing is known yet. */
        @Nullable
        Object state(S stream);
    }

    /** Reads what is left of a query, and then it is done; faults end it. */
    public Asked ask(QueryParameters query) {
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

    /** Writes the page that is asked for. */
    public <S> void write(HttpServletResponse response, Asked asked, String stream, Folding<S> folding)
            throws IOException {
        Entries.Page all = entries.page(
                asked.generation(),
                stream,
                asked.wanted().after(),
                asked.cut().position(),
                asked.wanted().limit());
        Entries.Page page = new Entries.Page(
                all.entries().stream().filter(row -> isSaid(asked, row)).toList(), all.next());
        if (page.entries().isEmpty() || !asked.states() && !asked.differences()) {
            writer.write(response, page);
            return;
        }
        writer.write(response, page, new Steps<>(asked, folding, begin(asked, stream, folding, page)));
    }

    /** The stream before a page. */
    private <S> S begin(Asked asked, String stream, Folding<S> folding, Entries.Page page) {
        long first = page.entries().getFirst().position();
        if (asked.cut().claimed() == null) {
            return folding.before(first);
        }
        // Without what happened later by its own account, which may be anywhere before.
        Folded<S> folded = new Folded<>(folding.before(0));
        entries.ofStream(asked.generation(), stream, -1, first - 1, row -> {
            if (isSaid(asked, row)) {
                folded.stream = folding.and(folded.stream, row);
            }
        });
        return folded.stream;
    }

    private static final class Folded<S> {
        private S stream;

        Folded(S stream) {
            this.stream = stream;
        }
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
    private final class Steps<S> implements EntryPageWriter.More {
        private final Asked asked;
        private final Folding<S> folding;
        private S stream;
        private @Nullable JsonNode before;

        Steps(Asked asked, Folding<S> folding, S stream) {
            this.asked = asked;
            this.folding = folding;
            this.stream = stream;
            this.before = asked.differences() ? tree(folding.state(stream)) : null;
        }

        private @Nullable JsonNode tree(@Nullable Object state) {
            return state == null ? null : json.valueToTree(state);
        }

        @Override
        public void write(JsonGenerator out, EntryRow row) {
            stream = folding.and(stream, row);
            JsonNode after = tree(folding.state(stream));
            if (asked.states()) {
                out.writeName("state");
                json.writeValue(out, after);
            }
            if (asked.differences()) {
                out.writeName("differences");
                json.writeValue(out, StateDifference.between(before, after));
            }
            before = after;
        }
    }
}

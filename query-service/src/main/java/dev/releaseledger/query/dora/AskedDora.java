package dev.releaseledger.query.dora;

import dev.releaseledger.events.release.Stage;
import dev.releaseledger.query.entry.ReadEntry;
import dev.releaseledger.query.generation.Generation;
import dev.releaseledger.query.generation.Generations;
import dev.releaseledger.query.rest.AskedMoments;
import dev.releaseledger.query.rest.ProblemException;
import dev.releaseledger.query.rest.QueryParameters;
import dev.releaseledger.query.security.Reader;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Reads what the queries of the figures have in common. */
@Component
final class AskedDora {
    static final String FROM = "from this RFC 3339 time on; default 90 days before to";
    static final String TO = "before this RFC 3339 time; default just after the last projected entry, so that the same"
            + " entries give the same answer";
    static final String CLOCK =
            "claimed (default), when things are said to have happened, which is when they were recorded"
                    + " except for backfilled history; or recorded";
    static final String ENVIRONMENT = "default those whose stage is PRODUCTION by the policy that the release goes by";
    static final String ALL_ENVIRONMENTS = "true: of every environment, not of one";
    static final String TEAM = "as the policy names it that the release goes by";
    static final String NO_TEAM = "true: of releases whose policy names no team";
    static final String AFTER = AskedMoments.AFTER;

    private static final Duration USUAL = Duration.ofDays(90);

    private final Generations generations;
    private final Facts facts;
    private final AskedMoments moments;
    private final Clock clock;

    AskedDora(Generations generations, Facts facts, AskedMoments moments, Clock clock) {
        this.generations = generations;
        this.facts = facts;
        this.moments = moments;
        this.clock = clock;
    }

    /** What is asked, and of which generation. */
    record Asked(Generation generation, Question question) {}

    /** Finds what only the whole window can tell. */
    interface Looking {
        void look(Instant from, Instant to);
    }

    /**
     * Reads the parameters, after which no others are read.
     *
     * @param everywhere whether every environment is asked about where none is named
     * @param looking looks at the window for more faults, as soon as both of its ends are known
     * @throws ProblemException when anything is wrong, or the reader may not read it
     */
    Asked ask(QueryParameters query, Reader reader, boolean everywhere, Looking looking) {
        Optional<String> product = query.text("product");
        Optional<String> team = query.text("team");
        boolean noTeam = query.flag("noTeam");
        Optional<String> environment = query.text("environment");
        boolean all = query.flag("allEnvironments");
        Optional<Instant> from = query.time("from").map(time -> time.truncatedTo(ChronoUnit.MICROS));
        Optional<Instant> to = query.time("to").map(time -> time.truncatedTo(ChronoUnit.MICROS));
        boolean claimed = query.word("clock", List.of("claimed", "recorded"))
                .map("claimed"::equals)
                .orElse(true);
        Optional<Long> after = query.number("after", 0);
        if (noTeam && team.isPresent()) {
            query.fault("noTeam", "given with a team", "only one of the two");
        }
        if (all && environment.isPresent()) {
            query.fault("allEnvironments", "given with an environment", "only one of the two");
        }
        if (from.isPresent() && to.isPresent()) {
            look(query, from.get(), to.get(), looking);
        }
        query.done();
        Optional<Set<String>> readable = reader.readable(product);
        after.ifPresent(moments::await);
        Generation generation = generations.active();
        Instant end = to.orElseGet(() -> facts.lastTime(generation)
                .orElseGet(clock::instant)
                .truncatedTo(ChronoUnit.MICROS)
                .plus(1, ChronoUnit.MICROS));
        Instant begin = from.orElseGet(() -> usual(end));
        if (from.isEmpty() || to.isEmpty()) {
            look(query, begin, end, looking);
            query.done();
        }
        return new Asked(
                generation,
                new Question(
                        product.orElse(null),
                        team.orElse(null),
                        noTeam,
                        environment.orElse(null),
                        environment.isPresent() || all || everywhere ? null : Stage.PRODUCTION,
                        begin,
                        end,
                        claimed,
                        readable));
    }

    private static Instant usual(Instant end) {
        Instant begin = end.minus(USUAL);
        return begin.isBefore(ReadEntry.EARLIEST) ? ReadEntry.EARLIEST : begin;
    }

    private static void look(QueryParameters query, Instant from, Instant to, Looking looking) {
        if (from.isBefore(to)) {
            looking.look(from, to);
        } else {
            query.fault("from", "not before to, which is " + to, "a time before to");
        }
    }
}

package dev.releaseledger.query.release;

import dev.releaseledger.query.entry.Entries;
import dev.releaseledger.query.generation.Generation;
import dev.releaseledger.query.generation.Generations;
import dev.releaseledger.query.generation.Head;
import dev.releaseledger.query.rest.AskedMoments;
import dev.releaseledger.query.rest.Moment;
import dev.releaseledger.query.rest.QueryParameters;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads as of when one stream is asked about: {@code asOf}, {@code clock} and {@code after}. */
@Component
public final class AskedPast {
    private final Generations generations;
    private final AskedMoments moments;
    private final Entries entries;
    private final Clock clock;

    AskedPast(Generations generations, AskedMoments moments, Entries entries, Clock clock) {
        this.generations = generations;
        this.moments = moments;
        this.entries = entries;
        this.clock = clock;
    }

    /**
     * As of when something is asked about. Everything in the answer is read of the one generation.
     *
     * @param moment null for now
     * @param isClaimed whether a time is a claimed one
     * @param at now, the time that was given, or when the entry at the position that was given was recorded
     * @param below the position below which the whole ledger is asked about where that is no position but a time
     */
    public record Then(Generation generation, @Nullable Moment moment, boolean isClaimed, Instant at, long below) {

        public boolean isNow() {
            return moment == null;
        }

        /** The claimed time that is asked about: what happened later is left out; null where the record counts. */
        public @Nullable Instant claimedBy() {
            return isClaimed && moment instanceof Moment.Time by ? by.time() : null;
        }
    }

    /** Reads what is left of a query, and then it is done; faults end it. */
    public Then of(QueryParameters query) {
        Optional<Long> after = query.number("after", 0);
        Optional<Moment> asOf = moments.past(query, "asOf");
        boolean claimed = moments.claimed(query, "only together with asOf=<time>", List.of(asOf));
        query.done();
        after.ifPresent(moments::await);
        return switch (asOf.orElse(null)) {
            case null -> new Then(generations.active(), null, false, clock.instant(), Long.MAX_VALUE);
            case Moment.Time time -> {
                Head head = generations.head();
                yield new Then(head.generation(), time, claimed, time.time(), head.nextPosition());
            }
            case Moment.Position position -> {
                Head head = generations.head();
                if (position.position() >= head.nextPosition()) {
                    query.fault("asOf", "not projected yet", "a position below " + head.nextPosition());
                    query.done();
                }
                yield at(head.generation(), position.position());
            }
        };
    }

    /** After the entry at a position that is projected. */
    public Then at(Generation generation, long position) {
        return new Then(
                generation, new Moment.Position(position), false, entries.timeAt(generation, position), position + 1);
    }

    /** The last position of the whole ledger that counts then. */
    public long last(Then then) {
        return then.moment() instanceof Moment.Time time
                ? entries.lastBy(then.generation(), then.below(), time.time())
                : then.below() - 1;
    }
}

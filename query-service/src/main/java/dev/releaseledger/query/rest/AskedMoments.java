package dev.releaseledger.query.rest;

import dev.releaseledger.query.generation.ProjectedPosition;
import dev.releaseledger.query.settings.QuerySettings;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Reads what queries about the past and about what was just said have in common. */
@Component
public final class AskedMoments {
    /** What {@code asOf} takes. */
    public static final String AS_OF = "a position, or an RFC 3339 time that is not in the future";

    /** What {@code clock} takes beside one time. */
    public static final String CLOCK = "with a time: recorded (default), when the ledger recorded it, or claimed, when"
            + " backfilled history says that it happened";

    /** What {@code after} takes, or whatever a query waits by that means something else by {@code after}. */
    public static final String AFTER =
            "a position, as a command answers it: waits, at most 5 seconds, until it is projected";

    private final ProjectedPosition projected;
    private final QuerySettings settings;
    private final Clock clock;

    AskedMoments(ProjectedPosition projected, QuerySettings settings, Clock clock) {
        this.projected = projected;
        this.settings = settings;
        this.clock = clock;
    }

    /** A position or a time; one that is not over is a fault. */
    public Optional<Moment> past(QueryParameters query, String name) {
        Optional<Moment> moment = query.moment(name);
        if (moment.orElse(null) instanceof Moment.Time time && time.time().isAfter(clock.instant())) {
            query.fault(name, "in the future", "a time that is over: nobody knows what will have been recorded");
        }
        return moment;
    }

    /** Whether {@code clock} asks by claimed times: a fault where one of the moments that it is about is no time. */
    public boolean claimed(QueryParameters query, String expected, List<Optional<Moment>> moments) {
        boolean claimed = query.word("clock", List.of("recorded", "claimed"))
                .map("claimed"::equals)
                .orElse(false);
        boolean times = moments.stream().allMatch(moment -> moment.orElse(null) instanceof Moment.Time);
        if (query.has("clock") && !times) {
            query.fault("clock", "given without a time", expected);
        }
        return claimed;
    }

    /**
     * Waits, as long as is set, until a position is projected.
     *
     * @throws ProblemException when it is not by then
     */
    public void await(long position) {
        try {
            if (!projected.await(position, settings.queries().waitForPosition())) {
                throw new ProblemException(Problem.NOT_PROJECTED
                        .detail("position " + position + " is not projected yet")
                        .projected(projected.next() - 1));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProblemException(Problem.UNAVAILABLE.detail("the service is ending"));
        }
    }
}

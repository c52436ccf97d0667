package dev.releaseledger.events.finding;

import dev.releaseledger.events.envelope.Attribution;
import dev.releaseledger.events.release.HistoryBroken;
import java.util.UUID;
import org.pcollections.OrderedPMap;
import org.pcollections.PMap;

/**
 * What was said of a product's findings so far.
 *
 * @param suppressions every suppression, by id, in the order in which they were said
 */
public record FindingState(PMap<UUID, Suppression> suppressions) {
    private static final FindingState NONE = new FindingState(OrderedPMap.empty());

    /** The state before the first event. */
    public static FindingState none() {
        return NONE;
    }

    /**
     * The state after this event.
     *
     * @throws HistoryBroken when the event cannot follow on this state
     */
    public FindingState evolve(FindingEvent event, Attribution by) {
        return switch (event) {
            case FindingSuppressed said ->
                with(new Suppression(
                        said.suppressionId(),
                        said.rule(),
                        said.subject(),
                        said.key(),
                        said.reason(),
                        said.until(),
                        by.actor(),
                        by.judgedAt(),
                        new Suppression.Standing.Holds()));
            case SuppressionWithdrawn withdrawn ->
                with(suppression(withdrawn)
                        .now(new Suppression.Standing.Withdrawn(by.actor(), by.judgedAt(), withdrawn.reason())));
            case SuppressionEnded ended -> with(suppression(ended).now(new Suppression.Standing.Ended(by.judgedAt())));
        };
    }

    private Suppression suppression(FindingEvent event) {
        Suppression suppression = suppressions.get(event.suppressionId());
        if (suppression == null) {
            throw new HistoryBroken("suppression " + event.suppressionId() + " was never said");
        }
        return suppression;
    }

    private FindingState with(Suppression next) {
        return new FindingState(suppressions.plus(next.suppressionId(), next));
    }
}

package dev.releaseledger.events.freeze;

import dev.releaseledger.events.envelope.Attribution;
import dev.releaseledger.events.release.HistoryBroken;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.pcollections.OrderedPMap;
import org.pcollections.PMap;

/**
 * What the history of a product's freezes means so far.
 *
 * @param freezes every freeze, by id, in the order in which they were declared
 */
public record FreezeState(PMap<UUID, Freeze> freezes) {
    private static final FreezeState NONE = new FreezeState(OrderedPMap.empty());

    /** The state before the first event. */
    public static FreezeState none() {
        return NONE;
    }

    /**
     * The state after this event.
     *
     * @throws HistoryBroken when the event cannot follow on this state
     */
    public FreezeState evolve(FreezeEvent event, Attribution by) {
        return switch (event) {
            case FreezeDeclared declared ->
                with(new Freeze(
                        declared.freezeId(),
                        declared.from(),
                        declared.until(),
                        declared.reason(),
                        declared.environments(),
                        by.actor(),
                        by.judgedAt(),
                        null));
            case FreezeLifted lifted -> {
                Freeze freeze = freezes.get(lifted.freezeId());
                if (freeze == null) {
                    throw new HistoryBroken("freeze " + lifted.freezeId() + " was never declared");
                }
                yield with(freeze.lifted(new Freeze.Lifted(by.actor(), by.judgedAt(), lifted.reason())));
            }
        };
    }

    /** The freezes that hold for this environment at this time, in the order in which they were declared. */
    public List<Freeze> standing(Instant at, String environment) {
        return freezes.values().stream()
                .filter(freeze -> freeze.stands(at, environment))
                .toList();
    }

    private FreezeState with(Freeze next) {
        return new FreezeState(freezes.plus(next.freezeId(), next));
    }
}

package dev.releaseledger.events.policy;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a flag is opened, phase by phase.
 *
 * @param types the types of flags that go through the phases
 * @param phases the phases in their order, each beginning where the one before ends
 * @param cleanUpWithin for how long a temporary flag may be open to everybody before it is out of the code
 */
public record FlagPhases(
        @LeftOut("[\"RELEASE\"]") Set<FlagType> types,
        List<Phase> phases,
        @LeftOut("\"P30D\"") Duration cleanUpWithin) {
    public FlagPhases {
        types = Sorted.copyOf(types);
        phases = List.copyOf(phases);
    }

    /**
     * A phase.
     *
     * @param id unique among the phases, e.g. {@code beta}
     * @param title in words: for whom it is open
     * @param fromPercent from what share of users
     * @param toPercent up to what share of users
     * @param atLeast how long it lasts at least
     * @param atMost how long it is meant to last at most; null where that is open
     * @param pointsADay by how many points a day it is opened at most; null where it may go at once
     * @param watched what is watched meanwhile, in words
     */
    public record Phase(
            String id,
            String title,
            int fromPercent,
            int toPercent,
            @LeftOut("\"PT0S\"") Duration atLeast,
            @Nullable Duration atMost,
            @Nullable Integer pointsADay,
            @Nullable String watched) {}
}

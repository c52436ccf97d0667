package dev.releaseledger.events.policy;

import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The hotfix lane.
 *
 * @param qualifies what a hotfix is for
 * @param doesNotQualify what takes the ordinary way
 * @param budgets how long each phase may take
 * @param obligations what stays open after the deployment until it is shown
 */
public record HotfixPolicy(
        List<Named> qualifies,
        @LeftOut("[]") List<Named> doesNotQualify,
        Map<HotfixPhase, Duration> budgets,
        @LeftOut("[]") List<Named> obligations) {
    public HotfixPolicy {
        qualifies = List.copyOf(qualifies);
        doesNotQualify = List.copyOf(doesNotQualify);
        budgets = budgets.isEmpty() ? Map.of() : Collections.unmodifiableMap(new EnumMap<>(budgets));
        obligations = List.copyOf(obligations);
    }

    /** The reason of that id among those that qualify; empty where there is none. */
    public Optional<Named> qualifying(String id) {
        return named(qualifies, id);
    }

    /** The obligation of that id; empty where there is none. */
    public Optional<Named> obligation(String id) {
        return named(obligations, id);
    }

    private static Optional<Named> named(List<Named> among, String id) {
        return among.stream().filter(each -> each.id().equals(id)).findFirst();
    }
}

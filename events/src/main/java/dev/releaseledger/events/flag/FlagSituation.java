package dev.releaseledger.events.flag;

import dev.releaseledger.events.policy.FlagPhases;
import dev.releaseledger.events.release.rule.HeldClaim;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the rules of flags judge on.
 *
 * @param state what the flag's history means
 * @param phases how the product's policy wants flags opened, in the version that the flag pins
 * @param held what another flag is known to hold of what is asked for; null where nothing is
 * @param nowhere the releases and rollbacks, of those that the event names, that the ledger does not have
 * @param opens the deployments that the event would open further
 */
public record FlagSituation(
        FlagState state, FlagPhases phases, @Nullable HeldClaim held, Set<UUID> nowhere, List<OpenedDeployment> opens) {
    public FlagSituation {
        nowhere = Set.copyOf(nowhere);
        opens = List.copyOf(opens);
    }

    /** The same where all that is named is in the ledger, and nothing is opened. */
    public FlagSituation(FlagState state, FlagPhases phases, @Nullable HeldClaim held) {
        this(state, phases, held, Set.of(), List.of());
    }

    /** The same where nothing that others hold matters. */
    public FlagSituation(FlagState state, FlagPhases phases) {
        this(state, phases, null, Set.of(), List.of());
    }

    /** The flag; empty before it is defined. */
    Optional<Flag> flag() {
        return state instanceof Flag flag ? Optional.of(flag) : Optional.empty();
    }

    /** Whether the flag has to go through the phases. */
    boolean isPhased(Flag flag) {
        return phases.types().contains(flag.type()) && !phases.phases().isEmpty();
    }

    /** Where in the order of the phases this one is; empty where the policy has none of that name. */
    OptionalInt indexOf(@Nullable String phase) {
        for (int i = 0; i < phases.phases().size(); i++) {
            if (phases.phases().get(i).id().equals(phase)) {
                return OptionalInt.of(i);
            }
        }
        return OptionalInt.empty();
    }

    /** What this event would do to a flag that goes through phases; empty for another, and where the policy has not that phase. */
    Optional<Step> step(RolloutAdvanced event) {
        return flag().filter(this::isPhased).flatMap(flag -> {
            OptionalInt index = indexOf(event.phase());
            if (index.isEmpty()) {
                return Optional.empty();
            }
            int i = index.getAsInt();
            return Optional.of(new Step(
                    flag.rollout().reached().orElse(Flag.Reach.NONE),
                    phases.phases().get(i),
                    i == 0 ? null : phases.phases().get(i - 1)));
        });
    }

    /**
     * A step into a phase, or within one.
     *
     * @param from how far the flag is
     * @param phase the phase that it would be in
     * @param before the phase before that one; null for the first
     */
    record Step(Flag.Reach from, FlagPhases.Phase phase, FlagPhases.@Nullable Phase before) {
        /** Whether the flag was in this phase since it was closed. */
        boolean isEntered() {
            return from.since().containsKey(phase.id());
        }
    }

    /** The policy's percents, as exactly as rollouts go. */
    static int basisPoints(int percent) {
        return percent * 100;
    }
}

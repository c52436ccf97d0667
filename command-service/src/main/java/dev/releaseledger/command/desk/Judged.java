package dev.releaseledger.command.desk;

import dev.releaseledger.command.append.Expectation;
import dev.releaseledger.events.envelope.Attribution;
import dev.releaseledger.events.envelope.Event;
import dev.releaseledger.events.release.rule.Violation;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.axonframework.modelling.command.AggregateLifecycle;

/**
 * A command as the rules judged it, which leaves one thing to decide. Only while its aggregate handles it: at which sequence the
 * aggregate stands is known there alone.
 *
 * @param asked the events that it comes to
 * @param violations what the rules found
 * @param by who asks
 * @param policyVersion the version of the policy that it was judged by
 */
public record Judged(List<? extends Event> asked, List<Violation> violations, Attribution by, int policyVersion) {
    /** The version of the policy of what is judged by none. */
    public static final int NO_POLICY = 0;

    /**
     * Decides. Whoever lacks the right learns no more than that; whoever has it, first how the subject stands.
     *
     * @param missesTheRight whether a violation is that the right is missing
     * @param settled what is decided whatever the rules say; empty where they decide
     * @param happens makes happen what was asked; called where nothing speaks against it
     */
    public Decision decided(
            CommandInHand hand,
            Predicate<Violation> missesTheRight,
            Supplier<Optional<Decision>> settled,
            Runnable happens) {
        List<Violation> missing = violations.stream().filter(missesTheRight).toList();
        if (!missing.isEmpty()) {
            return refused(missing, hand);
        }
        if (hand.isStale(sequence())) {
            return new Decision.Stale(sequence());
        }
        return settled.get()
                .orElseGet(() -> violations.isEmpty() ? accepted(happens, hand) : refused(violations, hand));
    }

    /** That who asks goes by what is no longer so, where that is the case. */
    public static Optional<Decision> staleWhere(boolean overtaken) {
        return overtaken ? Optional.of(new Decision.Stale(sequence())) : Optional.empty();
    }

    /** That it is unchanged, where it is so already. */
    public static Optional<Decision> unchangedWhere(boolean alreadySo) {
        return alreadySo ? Optional.of(new Decision.Unchanged(sequence())) : Optional.empty();
    }

    private Decision refused(List<Violation> why, CommandInHand hand) {
        return new Decision.Refused(sequence(), asked, by, policyVersion, why, hand.held());
    }

    private Decision accepted(Runnable happens, CommandInHand hand) {
        Decision.Accepted accepted = new Decision.Accepted(sequence(), asked, by, policyVersion);
        hand.accepted(accepted);
        happens.run();
        return accepted;
    }

    private static long sequence() {
        Long version = AggregateLifecycle.getVersion();
        return version == null ? Expectation.NO_STREAM : version;
    }
}

package dev.releaseledger.query.consume;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Filling the read side again from the topic's first entry, beside the one that answers. */
public final class Rebuilds {
    private final GenerationRegister register;
    private final Runnable wake;

    Rebuilds(GenerationRegister register, Runnable wake) {
        this.register = register;
        this.wake = wake;
    }

    /** How a rebuild stands. */
    public enum State {
        /** Being filled. */
        RUNNING,
        /** Answers queries. */
        DONE,
        /** Given up; the generation before it goes on answering. */
        FAILED;

        static State of(GenerationRegister.Role role) {
            return switch (role) {
                case BUILDING -> RUNNING;
                case ACTIVE, RETIRED -> DONE;
                case FAILED -> FAILED;
            };
        }
    }

    /**
     * The newest rebuild.
     *
     * @param generation the generation that it fills
     * @param state how it stands
     * @param requestedAt when it was asked for
     * @param beganAt when its first entries were read; null before
     * @param endedAt when it was switched to or given up; null before
     * @param projected how many entries are in it
     * @param toReach how many entries the answering generation had when it was asked for
     * @param entriesPerSecond how fast it is or was filled, on average
     * @param failure why it was given up; null otherwise
     * @param comparison how its rows compare with those of the generation that it replaced; null until it did
     */
    public record Report(
            int generation,
            State state,
            Instant requestedAt,
            @Nullable Instant beganAt,
            @Nullable Instant endedAt,
            long projected,
            long toReach,
            long entriesPerSecond,
            @Nullable String failure,
            @Nullable RebuildComparison comparison) {}

    /**
     * Asks for a rebuild. It goes on by itself, whichever instance does the work, and survives restarts.
     *
     * @return false when one is running already
     */
    public boolean ask() {
        boolean asked = register.ask().isPresent();
        if (asked) {
            wake.run();
        }
        return asked;
    }

    /** The newest rebuild; empty when there never was one. */
    public Optional<Report> newest() {
        return register.newestRebuild();
    }
}

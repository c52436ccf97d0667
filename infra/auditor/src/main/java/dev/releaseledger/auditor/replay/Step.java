package dev.releaseledger.auditor.replay;

import dev.releaseledger.auditor.difference.Difference;
import dev.releaseledger.auditor.difference.Differences;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One entry, and what it changed.
 *
 * @param position where the source has it
 * @param entry what it says
 * @param before what its stream meant before it; null where that is not known
 * @param after what its stream means with it
 * @param outcome whether it could be followed
 * @param incompleteSince the sequence of the first entry of its stream that was missing or could not be followed; null where none was
 */
record Step(
        long position,
        Glance entry,
        @Nullable Object before,
        @Nullable Object after,
        Outcome outcome,
        @Nullable Long incompleteSince) {
    /** Whether an entry could be followed. */
    sealed interface Outcome {
        /** It was. */
        record Followed() implements Outcome {}

        /** This version does not know what it means. */
        record NotKnown(String reason) implements Outcome {}

        /** It is understood, and cannot follow on what came before. */
        record Broken(String reason) implements Outcome {}
    }

    /** What changed. */
    List<Difference> changes() {
        return Differences.between(before, after);
    }
}

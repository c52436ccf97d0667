package dev.releaseledger.command.desk;

import dev.releaseledger.events.envelope.Attribution;
import dev.releaseledger.events.envelope.Event;
import dev.releaseledger.events.release.rule.HeldClaim;
import dev.releaseledger.events.release.rule.Violation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was decided about a command, and the sequence of the subject that it was decided against. */
public sealed interface Decision {

    /** It may happen: these events, unless the subject has moved on meanwhile. */
    record Accepted(long against, List<? extends Event> events, Attribution by, int policyVersion)
            implements Decision {}

    /** It is so already. */
    record Unchanged(long against) implements Decision {}

    /**
     * A rule or a missing right turns it down.
     *
     * @param held the claim of another release that it was decided over; null where there was none
     */
    record Refused(
            long against,
            List<? extends Event> asked,
            Attribution by,
            int policyVersion,
            List<Violation> violations,
            @Nullable HeldClaim held)
            implements Decision {}

    /** The caller asked for another sequence than the subject stands at, or speaks of how it stood before. */
    record Stale(long actual) implements Decision {}

    /**
     * It was said of other content than the subject has.
     *
     * @param changesDigest the digest of the changes that are there
     * @param lastChange what changed them last, in words
     */
    record OfOtherContent(String changesDigest, String lastChange) implements Decision {}

    /** There is no such subject. */
    record Unknown() implements Decision {}
}

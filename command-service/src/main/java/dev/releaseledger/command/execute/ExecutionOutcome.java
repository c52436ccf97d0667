package dev.releaseledger.command.execute;

import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one attempt to have a rollback executed. It says nothing of earlier attempts: after an {@link Uncertain} one, a
 * later {@link Failed} or {@link Refused} does not mean that the execution never began. Reasons are words of ours, fit to be
 * published: they name a host at most, no address, no secret, nothing of the answer's body. Summaries, links and digests are the
 * executor's own words.
 */
public sealed interface ExecutionOutcome {
    /**
     * It was executed, and succeeded.
     *
     * @param summary what was done: 1 to 2,000 characters, not blank, no control characters but line breaks and tabs
     * @param link an absolute http or https URL of the details, at most 2,000 characters
     * @param digest {@code sha256:} and 64 lower-case hexadecimal digits: of the log, the script, whatever proves it
     * @param flags the keys of the flags that are disabled
     */
    record Done(
            String summary, @Nullable String link, @Nullable String digest, Set<String> flags)
            implements ExecutionOutcome {
        public Done {
            flags = Set.copyOf(flags);
        }

        /** It named no flags. */
        public Done(String summary, @Nullable String link, @Nullable String digest) {
            this(summary, link, digest, Set.of());
        }

        /** These flags are disabled. */
        public Done(String summary, Set<String> flags) {
            this(summary, null, null, flags);
        }
    }

    /** It is or will be executed; the executor reports by itself how it ended. */
    record Accepted() implements ExecutionOutcome {}

    /**
     * Surely not begun by this attempt, and it may go better later.
     *
     * @param retryAfter how long the other side asks to be left alone, at most a day; null if it does not say
     */
    record Failed(String reason, @Nullable Duration retryAfter) implements ExecutionOutcome {}

    /** Surely not begun by this attempt, and trying again would change nothing: somebody has to change something first. */
    record Refused(String reason) implements ExecutionOutcome {}

    /**
     * It was executed, and failed: nobody knows in what state that left things but the executor, and trying again would only
     * bring the same answer.
     *
     * @param summary what went wrong, in the bounds of {@link Done#summary}
     */
    record Broke(String summary) implements ExecutionOutcome {}

    /** It may have been begun, or not. */
    record Uncertain(String reason) implements ExecutionOutcome {}
}

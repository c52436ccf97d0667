package dev.releaseledger.command.outgoing;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What became of a request. Reasons name the host at most: the rest of an address may be a secret. */
public sealed interface HttpOutcome {
    /**
     * There was an answer; what it means is for the caller to judge.
     *
     * @param status the status code, redirects included
     * @param retryAfter how long the other side asks to be left alone, or null
     * @param body the beginning of the body as it came, at most 64 KiB; less if the rest did not come
     */
    record Answered(int status, @Nullable Duration retryAfter, String body) implements HttpOutcome {}

    /** The request was surely not sent, and may be sent later. */
    record NotSent(String reason) implements HttpOutcome {}

    /** The request was not sent, because it may not go where it was to go. */
    record Forbidden(String reason) implements HttpOutcome {}

    /** The request was sent at least in part, and there was no answer that could be understood. */
    record Unclear(String reason) implements HttpOutcome {}
}

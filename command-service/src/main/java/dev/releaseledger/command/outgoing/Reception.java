package dev.releaseledger.command.outgoing;

import dev.releaseledger.command.outgoing.HttpOutcome.Answered;
import dev.releaseledger.command.outgoing.HttpOutcome.Forbidden;
import dev.releaseledger.command.outgoing.HttpOutcome.NotSent;
import dev.releaseledger.command.outgoing.HttpOutcome.Unclear;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a webhook's outcome says about whether the other side took it: the one place where statuses get their meaning. Reasons are
 * fit to be published: they name a host at most, no address, no secret.
 */
public sealed interface Reception {
    /**
     * The other side has taken it: it answered 2xx.
     *
     * @param status the status code
     * @param body the beginning of the answer's body, at most 64 KiB; less if the rest did not come
     */
    record Taken(int status, String body) implements Reception {}

    /**
     * Surely not acted upon, and it may go better later.
     *
     * @param retryAfter how long the other side asks to be left alone, at most a day; null if it does not say
     */
    record Failed(String reason, @Nullable Duration retryAfter) implements Reception {}

    /** Surely not acted upon, and trying again would change nothing: somebody has to change something first. */
    record Refused(String reason) implements Reception {}

    /** It may have been acted upon, or not. */
    record Uncertain(String reason) implements Reception {}

    /**
     * Judges an outcome.
     *
     * @param host who was called
     * @param detail what the caller makes of a refusing answer, to be added to the reason; may be empty
     */
    static Reception of(HttpOutcome outcome, String host, String detail) {
        return switch (outcome) {
            case NotSent(String reason) -> new Failed(reason, null);
            case Forbidden(String reason) -> new Refused(reason);
            case Unclear(String reason) -> new Uncertain(reason);
            case Answered answer -> answered(answer, host, detail);
        };
    }

    private static Reception answered(Answered answer, String host, String detail) {
        int status = answer.status();
        String reason = host + " answered " + status + detail;
        if (status >= 200 && status < 300) {
            return new Taken(status, answer.body());
        }
        return switch (status) {
            // These say that the request was not acted upon: it came too slowly, too early, or too often.
            case 408, 425, 429 -> new Failed(reason, answer.retryAfter());
            // Who says when to come back turned it away by intent; a gateway that lost the server behind it does not
            // say.
            case 503 -> answer.retryAfter() == null ? new Uncertain(reason) : new Failed(reason, answer.retryAfter());
            case 301, 307, 308 -> new Refused(reason + ", a redirect, which is not followed");
            case 501, 505 -> new Refused(reason);
            default -> status >= 400 && status < 500 ? new Refused(reason) : new Uncertain(reason);
        };
    }
}

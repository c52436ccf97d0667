package dev.releaseledger.command.announce.channel;

import dev.releaseledger.command.announce.channel.Delivery.Failed;
import dev.releaseledger.command.announce.channel.Delivery.Refused;
import dev.releaseledger.command.announce.channel.Delivery.Sent;
import dev.releaseledger.command.announce.channel.Delivery.Uncertain;
import dev.releaseledger.command.outgoing.HttpOutcome;
import dev.releaseledger.command.outgoing.HttpOutcome.Answered;
import dev.releaseledger.command.outgoing.HttpOutcome.Forbidden;
import dev.releaseledger.command.outgoing.HttpOutcome.NotSent;
import dev.releaseledger.command.outgoing.HttpOutcome.Unclear;

/** What a webhook's outcome says about the delivery. */
final class HttpDelivery {
    private HttpDelivery() {}

    /** @param detail what the channel makes of a refusing answer, to be added to the reason; may be empty */
    static Delivery of(HttpOutcome outcome, String host, String detail) {
        return switch (outcome) {
            case NotSent(String reason) -> new Failed(reason, null);
            case Forbidden(String reason) -> new Refused(reason);
            case Unclear(String reason) -> new Uncertain(reason);
            case Answered answer -> answered(answer, host, detail);
        };
    }

    private static Delivery answered(Answered answer, String host, String detail) {
        int status = answer.status();
        String reason = host + " answered " + status + detail;
        if (status >= 200 && status < 300) {
            return new Sent("HTTP " + status);
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

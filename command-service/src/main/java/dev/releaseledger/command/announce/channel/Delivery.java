package dev.releaseledger.command.announce.channel;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What is known of a delivery. Reasons are fit to be published: they name a host at most, no address, no secret. */
public sealed interface Delivery {
    /**
     * The other side has taken it.
     *
     * @param receipt what to ask the other side for: the Message-ID of an e-mail, the status of a webhook
     */
    record Sent(String receipt) implements Delivery {}

    /**
     * Surely not delivered, and it may go better later.
     *
     * @param retryAfter how long the other side asks to be left alone, at most a day; null if it does not say
     */
    record Failed(String reason, @Nullable Duration retryAfter) implements Delivery {}

    /** Surely not delivered, and trying again would change nothing: somebody has to change something first. */
    record Refused(String reason) implements Delivery {}

    /** It may have been delivered, or not. */
    record Uncertain(String reason) implements Delivery {}
}

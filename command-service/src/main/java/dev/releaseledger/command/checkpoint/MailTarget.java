package dev.releaseledger.command.checkpoint;

import dev.releaseledger.command.announce.channel.Channel;
import dev.releaseledger.command.announce.channel.Delivery;
import dev.releaseledger.command.announce.channel.Message;
import dev.releaseledger.command.append.DeliveryLog.Place;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;

/** A mailbox. The same checkpoint comes under the same Message-ID. */
final class MailTarget implements Target {
    private final Channel mail;
    private final String address;
    private final Duration interval;
    private final URI newest;

    /** @param newest where the newest checkpoint is served */
    MailTarget(Channel mail, String address, Duration interval, URI newest) {
        this.mail = mail;
        this.address = address;
        this.interval = interval;
        this.newest = newest;
    }

    @Override
    public Place place() {
        return new Place("mail", address);
    }

    @Override
    public Duration interval() {
        return interval;
    }

    @Override
    public Reply give(Kept kept) {
        return switch (mail.deliver(message(kept))) {
            case Delivery.Sent sent -> new Reply.Taken();
            case Delivery.Failed failed -> new Reply.Failed(failed.reason(), failed.retryAfter());
            case Delivery.Refused refused -> new Reply.Refused(refused.reason());
            case Delivery.Uncertain uncertain -> new Reply.Failed(uncertain.reason(), null);
        };
    }

    private Message message(Kept kept) {
        return new Message(
                UUID.nameUUIDFromBytes(kept.note().getBytes(StandardCharsets.UTF_8)),
                "Checkpoint of " + kept.size() + " entries of "
                        + kept.checkpoint().origin(),
                """
                Keep this mail. Between the lines is a checkpoint: the ledger's signed statement of its size and root.
                Whoever keeps one notices any later change to what it covers, whoever made it.

                -----
                %s-----

                The newest one:""".formatted(kept.note()),
                null,
                newest);
    }
}

package dev.releaseledger.command.announce.channel;

import java.net.URI;
import java.util.UUID;

/** Messages to send in tests. */
final class Messages {
    static final UUID DELIVERY = UUID.fromString("0198c0de-1111-7222-8333-444455556666");
    static final URI RELEASE = URI.create("https://ledger.example/releases/17?view=notes&lang=en");

    private Messages() {}

    static Message saying(String text) {
        return new Message(DELIVERY, "Basket 2.5.0 is live", text, null, RELEASE);
    }
}

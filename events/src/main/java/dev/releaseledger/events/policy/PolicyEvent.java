package dev.releaseledger.events.policy;

import dev.releaseledger.events.envelope.Event;

/** What may be said about a product's rules. Stream {@code policy/<product>}. */
public sealed interface PolicyEvent extends Event permits PolicyVersionPublished {

    /** The product whose rules they are. */
    String product();

    /** The stream of a product's rules. */
    static String stream(String product) {
        return "policy/" + product;
    }
}

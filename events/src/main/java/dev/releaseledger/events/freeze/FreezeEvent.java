package dev.releaseledger.events.freeze;

import dev.releaseledger.events.envelope.Event;
import java.util.UUID;

/** What may be said about the times in which a product is not deployed. Stream {@code freeze/<product>}. */
public sealed interface FreezeEvent extends Event permits FreezeDeclared, FreezeLifted {

    /** The freeze. */
    UUID freezeId();

    /** The stream of a product's freezes. */
    static String stream(String product) {
        return "freeze/" + product;
    }
}

package dev.releaseledger.events.finding;

import dev.releaseledger.events.envelope.Event;
import java.util.UUID;

/** What may be said about the findings of a product. Stream {@code finding/<product>}. */
public sealed interface FindingEvent extends Event permits FindingSuppressed, SuppressionWithdrawn, SuppressionEnded {
    /** The stream of a product's suppressions. */
    static String stream(String product) {
        return "finding/" + product;
    }

    /** The suppression. */
    UUID suppressionId();
}

package dev.releaseledger.events.refusal;

import dev.releaseledger.events.envelope.Event;
import java.util.UUID;

/**
 * What was turned down. A refused command's stream is {@code refusal/<subject>}, e.g. {@code refusal/release/<id>}; the
 * count of what an actor was refused beyond the rate that is recorded singly is in {@code refusal/actor/<id>}.
 */
public sealed interface RefusalEvent extends Event permits CommandRefused, ClaimRefused, RefusalsCounted {

    /** The stream of the refusals that concern a subject. */
    static String stream(String subject) {
        return "refusal/" + subject;
    }

    /** The stream of an actor's counted refusals. */
    static String actorStream(UUID actor) {
        return "refusal/actor/" + actor;
    }
}

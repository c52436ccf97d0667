package dev.releaseledger.events.release;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/** How a stage's gate was opened. */
public sealed interface Approval {

    /** The directory id of who approved. */
    UUID approver();

    /** When: the claimed time of a reconstruction. */
    Instant at();

    /** {@link ContentDigest} of what was approved. */
    String contentDigest();

    /**
     * Approved here, by the rules.
     *
     * @param artefacts the digests of the artefacts that evidence had looked at by then
     */
    record Given(UUID approver, Instant at, String contentDigest, Set<String> artefacts) implements Approval {
        public Given {
            artefacts = Set.copyOf(artefacts);
        }
    }

    /** Recorded after the fact; opens no live gate. */
    record Reconstructed(UUID approver, Instant at, String contentDigest) implements Approval {}
}

package dev.releaseledger.events.release;

import java.time.Instant;
import java.util.UUID;

/**
 * Somebody's wish to go by another version of the policy, which nobody has granted yet.
 *
 * @param version the version to go by
 * @param by the directory id of who proposed it
 */
public record RepinProposal(int version, UUID by, Instant at, String reason) {}

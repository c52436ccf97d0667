package dev.releaseledger.events.release.rule;

import dev.releaseledger.events.release.ReleaseClaims;

/**
 * A claim that another release, incident or flag holds. Whoever reads the holder's stream up to the sequence finds the claim
 * among {@link ReleaseClaims#heldBy}, {@link dev.releaseledger.events.incident.IncidentClaims#heldBy} or
 * {@link dev.releaseledger.events.flag.FlagClaims#heldBy}, and so can decide again what was decided over it.
 *
 * @param claim the claim, as {@link ReleaseClaims} and its like name it
 * @param holder the stream that holds it
 * @param holderSequence a sequence of that stream at which it holds the claim: of one that is given back, the stream's last
 *     when it was decided
 */
public record HeldClaim(String claim, String holder, long holderSequence) {}

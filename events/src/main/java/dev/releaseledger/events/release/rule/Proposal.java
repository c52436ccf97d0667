package dev.releaseledger.events.release.rule;

import dev.releaseledger.events.envelope.Attribution;
import dev.releaseledger.events.freeze.FreezeState;
import dev.releaseledger.events.policy.ReleasePolicy;
import dev.releaseledger.events.release.Release;
import dev.releaseledger.events.release.ReleaseEvent;
import org.jspecify.annotations.Nullable;

/**
 * An event that somebody wants to happen: what a rule judges. The same proposal can be made of a recorded event and the state
 * before it, so that anyone can decide it again.
 *
 * @param release the state that the event would follow on
 * @param event what is proposed
 * @param by who proposes it, in which roles and when
 * @param policy the policy that the release pins
 * @param around what it is judged by beside that
 */
public record Proposal<E extends ReleaseEvent>(
        Release release, E event, Attribution by, ReleasePolicy policy, Surroundings around) {

    /** What another release holds of the claims that the event takes; null where nothing is known to be held. */
    public @Nullable HeldClaim held() {
        return around.held();
    }

    /** The product's freezes; none where the event is not judged by them. */
    public FreezeState freezes() {
        return around.freezes();
    }
}

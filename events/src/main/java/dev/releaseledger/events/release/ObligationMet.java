package dev.releaseledger.events.release;

import dev.releaseledger.events.envelope.EventName;
import org.jspecify.annotations.Nullable;

/**
 * Something that a hotfix leaves to be cleaned up was done.
 *
 * @param obligation the obligation's id in the policy
 * @param link where it can be seen: the merge, the entry in the incident log, the ticket
 * @param comment what the person wanted to add
 */
@EventName("release.obligation-met.v1")
public record ObligationMet(
        String obligation, @Nullable String link, @Nullable String comment) implements HotfixEvent {}

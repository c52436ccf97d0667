package dev.releaseledger.events.release;

import dev.releaseledger.events.envelope.EventName;
import java.util.UUID;

/**
 * A plea for a hotfix was looked at, and qualifies.
 *
 * @param qualifiesBy the reason's id in the policy
 * @param severity what is broken and how badly, in a line
 * @param owner the directory id of who sees it through
 */
@EventName("release.hotfix-triaged.v1")
public record HotfixTriaged(String qualifiesBy, String severity, UUID owner) implements HotfixEvent {}

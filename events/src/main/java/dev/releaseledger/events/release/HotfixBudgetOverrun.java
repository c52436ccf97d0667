package dev.releaseledger.events.release;

import dev.releaseledger.events.envelope.EventName;
import dev.releaseledger.events.policy.HotfixPhase;
import java.time.Duration;
import java.time.Instant;

/**
 * A phase of a hotfix took longer than it may.
 *
 * @param phase the phase
 * @param startedAt when it began
 * @param budget how long it may take
 * @param dueAt when it had to be over
 */
@EventName("release.hotfix-budget-overrun.v1")
public record HotfixBudgetOverrun(HotfixPhase phase, Instant startedAt, Duration budget, Instant dueAt)
        implements HotfixEvent {}

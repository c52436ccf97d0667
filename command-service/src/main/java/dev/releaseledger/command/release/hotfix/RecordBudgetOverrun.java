package dev.releaseledger.command.release.hotfix;

import dev.releaseledger.command.release.ReleaseCommand;
import dev.releaseledger.events.envelope.Attribution;
import dev.releaseledger.events.policy.HotfixPhase;
import dev.releaseledger.events.policy.ReleasePolicy;
import dev.releaseledger.events.release.HotfixBudgetOverrun;
import dev.releaseledger.events.release.Release;
import dev.releaseledger.events.release.ReleaseEvent;
import dev.releaseledger.events.release.hotfix.HotfixClock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The time of a phase is over. Said by passing time alone; of a phase that ended in time, or never began then, it says
 * nothing.
 *
 * @param startedAt when the phase that is meant began
 */
public record RecordBudgetOverrun(UUID releaseId, HotfixPhase phase, Instant startedAt) implements ReleaseCommand {
    @Override
    public List<ReleaseEvent> proposes(Release release, Attribution by, ReleasePolicy policy) {
        return clock(release, policy)
                .map(clock -> new HotfixBudgetOverrun(phase, startedAt, clock.budget(), clock.dueAt()))
                .stream()
                .<ReleaseEvent>flatMap(Stream::of)
                .toList();
    }

    @Override
    public boolean isAlreadySo(Release release, Attribution by, ReleasePolicy policy) {
        return release.ending() != null
                || release.hotfix().hasOverrun(phase, startedAt)
                || clock(release, policy).filter(clock -> isOverrun(clock, by)).isEmpty();
    }

    /** Under another policy the phase may have longer than the deadline that was set for it: that one is over then. */
    private static boolean isOverrun(HotfixClock clock, Attribution by) {
        return !clock.endedInTime() && !by.judgedAt().isBefore(clock.dueAt());
    }

    private Optional<HotfixClock> clock(Release release, ReleasePolicy policy) {
        return HotfixClock.of(release, policy).stream()
                .filter(clock -> clock.phase() == phase && clock.startedAt().equals(startedAt))
                .findFirst();
    }

    @Override
    public @Nullable Instant occurredAt() {
        return null;
    }
}

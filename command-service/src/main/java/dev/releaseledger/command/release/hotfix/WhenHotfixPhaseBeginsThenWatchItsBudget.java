package dev.releaseledger.command.release.hotfix;

import dev.releaseledger.command.append.EntryMetaData;
import dev.releaseledger.command.append.EntryReader;
import dev.releaseledger.command.append.StoredEntry;
import dev.releaseledger.command.automation.Automation;
import dev.releaseledger.command.automation.Deadlines;
import dev.releaseledger.events.envelope.Attribution;
import dev.releaseledger.events.envelope.EntryJson;
import dev.releaseledger.events.envelope.Envelope;
import dev.releaseledger.events.envelope.Events;
import dev.releaseledger.events.policy.Policies;
import dev.releaseledger.events.policy.ReleasePolicy;
import dev.releaseledger.events.release.ApprovalVoided;
import dev.releaseledger.events.release.HotfixTriaged;
import dev.releaseledger.events.release.PolicyRepinned;
import dev.releaseledger.events.release.Release;
import dev.releaseledger.events.release.ReleaseEvent;
import dev.releaseledger.events.release.ReleaseKind;
import dev.releaseledger.events.release.ReleasePlanned;
import dev.releaseledger.events.release.ReleaseState;
import dev.releaseledger.events.release.RollbackAuthorised;
import dev.releaseledger.events.release.StageApproved;
import dev.releaseledger.events.release.hotfix.HotfixClock;
import java.util.List;
import java.util.Optional;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.springframework.stereotype.Component;

/** Whenever a phase of a hotfix begins, or goes on after it had ended, its budget is watched. What was backfilled is over. */
@Component
public final class WhenHotfixPhaseBeginsThenWatchItsBudget implements Automation {
    private static final int PAGE = 500;

    private final EntryReader reader;
    private final Deadlines deadlines;
    private final Policies policies;

    WhenHotfixPhaseBeginsThenWatchItsBudget(EntryReader reader, Deadlines deadlines, Policies policies) {
        this.reader = reader;
        this.deadlines = deadlines;
        this.policies = policies;
    }

    @Override
    public String name() {
        return "when-hotfix-phase-begins-then-watch-its-budget";
    }

    /** Every release that is planned concerns it, and most of them it has little to do about. */
    @Override
    public int together() {
        return 50;
    }

    @EventHandler
    void on(
            ReleasePlanned event,
            DomainEventMessage<?> entry,
            @MetaDataValue(EntryMetaData.ATTRIBUTION) Attribution by) {
        watch(event, entry, by);
    }

    @EventHandler
    void on(
            HotfixTriaged event,
            DomainEventMessage<?> entry,
            @MetaDataValue(EntryMetaData.ATTRIBUTION) Attribution by) {
        watch(event, entry, by);
    }

    @EventHandler
    void on(
            StageApproved event,
            DomainEventMessage<?> entry,
            @MetaDataValue(EntryMetaData.ATTRIBUTION) Attribution by) {
        watch(event, entry, by);
    }

    @EventHandler
    void on(
            ApprovalVoided event,
            DomainEventMessage<?> entry,
            @MetaDataValue(EntryMetaData.ATTRIBUTION) Attribution by) {
        watch(event, entry, by);
    }

    @EventHandler
    void on(
            RollbackAuthorised event,
            DomainEventMessage<?> entry,
            @MetaDataValue(EntryMetaData.ATTRIBUTION) Attribution by) {
        watch(event, entry, by);
    }

    /** Another policy may give the phase that runs another budget. */
    @EventHandler
    void on(
            PolicyRepinned event,
            DomainEventMessage<?> entry,
            @MetaDataValue(EntryMetaData.ATTRIBUTION) Attribution by) {
        watch(event, entry, by);
    }

    /** Sets the deadline of the phase that runs since this entry, where one does. */
    private void watch(ReleaseEvent event, DomainEventMessage<?> entry, Attribution by) {
        String stream = entry.getAggregateIdentifier();
        ReleaseState before = before(stream, entry.getSequenceNumber());
        if (before instanceof Release release && isElsewhere(release)
                || !(before.evolve(event, by) instanceof Release after)
                || isElsewhere(after)) {
            return;
        }
        Optional<HotfixClock> ran = before instanceof Release release ? running(release) : Optional.empty();
        running(after)
                .filter(clock -> !Optional.of(clock).equals(ran))
                .ifPresent(clock -> deadlines.set(
                        WhenBudgetPasses.NAME,
                        WhenBudgetPasses.due(stream, clock.phase(), clock.startedAt(), entry.getIdentifier()),
                        clock.dueAt()));
    }

    private static boolean isElsewhere(Release release) {
        return release.plan().kind() != ReleaseKind.HOTFIX || release.plan().backfilled();
    }

    private Optional<HotfixClock> running(Release release) {
        ReleasePolicy policy =
                policies.pinned(release.plan().product(), release.plan().policyVersion());
        return HotfixClock.running(release, policy);
    }

    /** The state that the event of this sequence followed on; of a release that takes the ordinary way, as it began. */
    private ReleaseState before(String stream, long sequence) {
        ReleaseState state = ReleaseState.unplanned();
        long next = 0;
        while (next < sequence) {
            List<StoredEntry> page = reader.stream(stream, next, (int) Math.min(next == 0 ? 1 : PAGE, sequence - next));
            for (StoredEntry stored : page) {
                Envelope envelope = EntryJson.read(stored.bytes());
                state = state.evolve((ReleaseEvent) Events.read(envelope), envelope.attribution());
                next = stored.sequence() + 1;
            }
            if (state instanceof Release release && isElsewhere(release)) {
                return state;
            }
        }
        return state;
    }
}

package dev.releaseledger.events.release.hotfix;

import dev.releaseledger.events.release.HotfixBudgetOverrun;
import dev.releaseledger.events.release.rule.Proposal;
import dev.releaseledger.events.release.rule.Rule;
import dev.releaseledger.events.release.rule.Violation;
import java.util.Optional;

/** A budget is overrun once its time has passed over a phase that has not ended before, and is said to be once. */
public final class BudgetIsOverrun implements Rule<HotfixBudgetOverrun> {
    @Override
    public Optional<Violation> judge(Proposal<? extends HotfixBudgetOverrun> proposal) {
        HotfixBudgetOverrun event = proposal.event();
        Optional<HotfixClock> clock = HotfixClock.of(proposal.release(), proposal.policy()).stream()
                .filter(begun ->
                        begun.phase() == event.phase() && begun.startedAt().equals(event.startedAt()))
                .findFirst();
        if (clock.isEmpty()) {
            return conflict("phase " + event.phase() + " did not begin at " + event.startedAt());
        }
        HotfixClock phase = clock.get();
        if (!phase.budget().equals(event.budget()) || !phase.dueAt().equals(event.dueAt())) {
            return conflict("phase " + event.phase() + " may take " + phase.budget() + ", until " + phase.dueAt());
        }
        if (phase.endedInTime()) {
            return conflict("phase " + event.phase() + " ended in time");
        }
        if (proposal.by().judgedAt().isBefore(phase.dueAt())) {
            return conflict("phase " + event.phase() + " has until " + phase.dueAt());
        }
        return proposal.release().hotfix().hasOverrun(event.phase(), event.startedAt())
                ? conflict("that phase " + event.phase() + " overran its budget is on record")
                : Optional.empty();
    }
}

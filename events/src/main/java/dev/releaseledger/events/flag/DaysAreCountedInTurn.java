package dev.releaseledger.events.flag;

import dev.releaseledger.events.release.rule.Violation;
import dev.releaseledger.events.rule.StreamProposal;
import dev.releaseledger.events.rule.StreamRule;
import java.time.LocalDate;
import java.util.Optional;

/**
 * Days are counted one after the other, from the one on when the flag was defined, each once: a day that is left out could have
 * been one on which somebody asked. Only after a flag was archived those are left out on which nobody did.
 */
public final class DaysAreCountedInTurn implements StreamRule<FlagSituation, FlagEvaluationsCounted> {
    @Override
    public Optional<Violation> judge(StreamProposal<FlagSituation, ? extends FlagEvaluationsCounted> proposal) {
        LocalDate day = proposal.event().day();
        return proposal.state().flag().flatMap(flag -> {
            LocalDate last = flag.lastCounted();
            if (last != null && !day.isAfter(last)) {
                return conflict("the days are counted up to " + last);
            }
            LocalDate next = last == null ? Flag.dayOf(flag.definition().at()) : last.plusDays(1);
            return day.isAfter(next) && !isArchivedBefore(next, flag)
                    ? conflict("the day " + next + " is counted before")
                    : Optional.empty();
        });
    }

    private static boolean isArchivedBefore(LocalDate day, Flag flag) {
        return flag.archive() != null && Flag.dayOf(flag.archive().at()).isBefore(day);
    }
}

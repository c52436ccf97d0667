package dev.releaseledger.auditor.replay;

import dev.releaseledger.events.envelope.Attribution;
import dev.releaseledger.events.refusal.ClaimRefused;
import dev.releaseledger.events.refusal.CommandRefused;
import dev.releaseledger.events.refusal.RefusalEvent;
import dev.releaseledger.events.refusal.RefusalsCounted;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/**
 * What was refused so far.
 *
 * @param recorded refusals that have an entry of their own
 * @param counted refusals beyond the rate that is recorded singly
 * @param byCommand how often each command was refused, of those with an entry of their own
 * @param byRule how often each rule was violated
 * @param last when the last one was decided
 */
record Refusals(
        long recorded,
        long counted,
        PMap<String, Long> byCommand,
        PMap<String, Long> byRule,
        @Nullable Instant last) {
    static Refusals none() {
        return new Refusals(0, 0, HashTreePMap.empty(), HashTreePMap.empty(), null);
    }

    Refusals evolve(RefusalEvent event, Attribution by) {
        return switch (event) {
            case CommandRefused refused -> and(refused.command(), refused.violations(), by);
            case ClaimRefused refused -> and(refused.command(), refused.violations(), by);
            case RefusalsCounted more ->
                new Refusals(recorded, Math.addExact(counted, more.count()), byCommand, byRule, more.to());
        };
    }

    private Refusals and(String command, List<CommandRefused.Refused> violations, Attribution by) {
        PMap<String, Long> rules = byRule;
        for (CommandRefused.Refused violation : violations) {
            rules = Counted.oneMore(rules, violation.rule());
        }
        return new Refusals(recorded + 1, counted, Counted.oneMore(byCommand, command), rules, by.judgedAt());
    }
}

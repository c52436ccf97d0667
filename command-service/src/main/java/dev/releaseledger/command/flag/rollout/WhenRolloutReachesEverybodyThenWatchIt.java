package dev.releaseledger.command.flag.rollout;

import dev.releaseledger.command.automation.Automation;
import dev.releaseledger.command.automation.Deadlines;
import dev.releaseledger.command.desk.StreamStates;
import dev.releaseledger.events.flag.Flag;
import dev.releaseledger.events.flag.FlagState;
import dev.releaseledger.events.flag.RolloutAdvanced;
import dev.releaseledger.events.policy.Policies;
import java.time.Instant;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.stereotype.Component;

/** Whenever a temporary flag is open to everybody, it is watched how long it stays in the code. */
@Component
public final class WhenRolloutReachesEverybodyThenWatchIt implements Automation {
    private final StreamStates<FlagState> flags;
    private final Policies policies;
    private final Deadlines deadlines;

    WhenRolloutReachesEverybodyThenWatchIt(StreamStates<FlagState> flags, Policies policies, Deadlines deadlines) {
        this.flags = flags;
        this.policies = policies;
        this.deadlines = deadlines;
    }

    @Override
    public String name() {
        return "when-rollout-reaches-everybody-then-watch-it";
    }

    /** The flag may stand further on by now: what is watched is since when it is open to everybody at last. */
    @EventHandler
    void on(RolloutAdvanced event, DomainEventMessage<?> message) {
        if (event.basisPoints() != Flag.EVERYBODY) {
            return;
        }
        String stream = message.getAggregateIdentifier();
        flags.forget(stream);
        if (flags.of(stream).state() instanceof Flag flag
                && flag.type().isTemporary()
                && flag.lingering() instanceof Flag.Lingering lingering) {
            Instant since = lingering.since();
            deadlines.set(WhenFlagLingers.NAME, WhenFlagLingers.due(stream, since), until(flag, since));
        }
    }

    private Instant until(Flag flag, Instant since) {
        return since.plus(
                policies.pinned(flag.product(), flag.definition().event().policyVersion())
                        .flagPhases()
                        .cleanUpWithin());
    }
}

package dev.releaseledger.events.flag;

import dev.releaseledger.events.policy.FlagPhases;
import dev.releaseledger.events.release.rule.Violation;
import dev.releaseledger.events.rule.StreamProposal;
import dev.releaseledger.events.rule.StreamRule;
import java.util.Optional;
import java.util.stream.Collectors;

/** A flag that goes through phases is in one of them, another in none. */
public final class PhaseIsOfThePolicy implements StreamRule<FlagSituation, RolloutAdvanced> {
    @Override
    public Optional<Violation> judge(StreamProposal<FlagSituation, ? extends RolloutAdvanced> proposal) {
        String phase = proposal.event().phase();
        FlagSituation situation = proposal.state();
        return situation.flag().flatMap(flag -> {
            if (!situation.isPhased(flag)) {
                return phase == null
                        ? Optional.empty()
                        : unprocessable("leave out phase: by the policy a flag of the type " + flag.type()
                                + " goes through none");
            }
            return situation.indexOf(phase).isPresent()
                    ? Optional.empty()
                    : unprocessable("phase is "
                            + situation.phases().phases().stream()
                                    .map(FlagPhases.Phase::id)
                                    .collect(Collectors.joining(" or ")));
        });
    }
}

package dev.releaseledger.events.flag;

import dev.releaseledger.events.release.rule.Violation;
import dev.releaseledger.events.rule.StreamProposal;
import dev.releaseledger.events.rule.StreamRule;
import java.time.Instant;
import java.util.Optional;

/** A temporary flag lingers once everybody has had what it opens for as long as the policy gives, and is said to once. */
public final class FlagLingers implements StreamRule<FlagSituation, RolloutLingered> {
    @Override
    public Optional<Violation> judge(StreamProposal<FlagSituation, ? extends RolloutLingered> proposal) {
        return proposal.state().flag().flatMap(flag -> {
            Flag.Lingering lingering = flag.lingering();
            if (!flag.type().isTemporary()) {
                return conflict("a flag of the type " + flag.type() + " lasts");
            }
            if (lingering == null) {
                return conflict("the flag is not open to everybody");
            }
            if (lingering.saidAt() != null) {
                return conflict("that it lingers is on record");
            }
            if (flag.cleanUp() != null) {
                return conflict("the flag is out of the code");
            }
            Instant until = lingering.since().plus(proposal.state().phases().cleanUpWithin());
            return proposal.by().judgedAt().isBefore(until)
                    ? conflict("it can be taken out of the code until " + until)
                    : Optional.empty();
        });
    }
}

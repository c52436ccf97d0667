package dev.releaseledger.events.release.deploy;

import dev.releaseledger.events.release.OverrideGranted;
import dev.releaseledger.events.release.rule.Proposal;
import dev.releaseledger.events.release.rule.Rule;
import dev.releaseledger.events.release.rule.Violation;
import java.time.Instant;
import java.util.Optional;

/** An override ends when the policy says that it does: nobody can let deploy for ever. */
public final class OverrideLastsAsLongAsThePolicySays implements Rule<OverrideGranted> {
    @Override
    public Optional<Violation> judge(Proposal<? extends OverrideGranted> proposal) {
        Instant end = proposal.by().judgedAt().plus(proposal.policy().windows().overrideValidFor());
        return proposal.event().until().equals(end)
                ? Optional.empty()
                : unprocessable("by the policy it lasts until " + end + ", not until "
                        + proposal.event().until());
    }
}

package dev.releaseledger.events.release.content;

import dev.releaseledger.events.release.ReleaseEvent;
import dev.releaseledger.events.release.rule.Proposal;
import dev.releaseledger.events.release.rule.Rule;
import dev.releaseledger.events.release.rule.Violation;
import java.util.Optional;

/** What a release includes is settled once it is on its way to production. */
public final class ContentIsNotYetInProduction implements Rule<ReleaseEvent> {
    @Override
    public Optional<Violation> judge(Proposal<? extends ReleaseEvent> proposal) {
        return proposal.release().runsInProduction(proposal.policy())
                ? conflict("the release is in production or on its way there; what it includes no longer changes")
                : Optional.empty();
    }
}

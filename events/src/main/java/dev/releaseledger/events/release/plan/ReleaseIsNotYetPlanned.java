package dev.releaseledger.events.release.plan;

import dev.releaseledger.events.release.ReleasePlanned;
import dev.releaseledger.events.release.rule.Proposal;
import dev.releaseledger.events.release.rule.Rule;
import dev.releaseledger.events.release.rule.Violation;
import java.util.Optional;

/** A release is planned once: it judges a plan that would follow on one. */
public final class ReleaseIsNotYetPlanned implements Rule<ReleasePlanned> {
    @Override
    public Optional<Violation> judge(Proposal<? extends ReleasePlanned> proposal) {
        return conflict("the release is planned already, as "
                + proposal.release().plan().product() + "/"
                + proposal.release().plan().version() + ", and says something else");
    }
}

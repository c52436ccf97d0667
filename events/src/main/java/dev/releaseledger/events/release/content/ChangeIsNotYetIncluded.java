package dev.releaseledger.events.release.content;

import dev.releaseledger.events.release.Change;
import dev.releaseledger.events.release.ChangeAdded;
import dev.releaseledger.events.release.rule.Proposal;
import dev.releaseledger.events.release.rule.Rule;
import dev.releaseledger.events.release.rule.Violation;
import java.util.Optional;

/** A change id stands for one change within a release. */
public final class ChangeIsNotYetIncluded implements Rule<ChangeAdded> {
    @Override
    public Optional<Violation> judge(Proposal<? extends ChangeAdded> proposal) {
        Change known = proposal.release().changes().get(proposal.event().changeId());
        return known == null
                ? Optional.empty()
                : conflict("change " + known.changeId() + " is included already, and says something else");
    }
}

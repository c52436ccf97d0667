package dev.releaseledger.events.release.gate;

import dev.releaseledger.events.policy.Involved;
import dev.releaseledger.events.release.StageApproved;
import dev.releaseledger.events.release.rule.Proposal;
import dev.releaseledger.events.release.rule.Rule;
import dev.releaseledger.events.release.rule.Violation;
import java.util.Optional;

/** Where the policy says so, as before production, who wrote a change of the release, or put it in, does not approve it. */
public final class ApproverIsNotTheAuthor implements Rule<StageApproved> {
    @Override
    public Optional<Violation> judge(Proposal<? extends StageApproved> proposal) {
        if (!Approvers.mustDifferFrom(Involved.AUTHORS, proposal)) {
            return Optional.empty();
        }
        boolean author = proposal.release().changes().values().stream()
                .anyMatch(change -> change.author().equals(proposal.by().actor())
                        || change.addedBy().equals(proposal.by().actor()));
        return author
                ? forbidden("the authors of a release's changes do not approve its "
                        + proposal.event().stage() + " stage; ask somebody else")
                : Optional.empty();
    }
}

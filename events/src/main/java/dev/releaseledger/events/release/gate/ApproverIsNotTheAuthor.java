package dev.releaseledger.events.release.gate;

import dev.releaseledger.events.release.Stage;
import dev.releaseledger.events.release.StageApproved;
import dev.releaseledger.events.release.rule.Proposal;
import dev.releaseledger.events.release.rule.Rule;
import dev.releaseledger.events.release.rule.Violation;
import java.util.Optional;

/** Who wrote a change of the release, or put it in, does not approve its way to production. */
public final class ApproverIsNotTheAuthor implements Rule<StageApproved> {
    @Override
    public Optional<Violation> judge(Proposal<? extends StageApproved> proposal) {
        if (proposal.event().stage() != Stage.PRODUCTION) {
            return Optional.empty();
        }
        boolean author = proposal.release().changes().values().stream()
                .anyMatch(change -> change.author().equals(proposal.by().actor())
                        || change.addedBy().equals(proposal.by().actor()));
        return author
                ? forbidden("the authors of a release's changes do not approve its PRODUCTION stage; ask somebody else")
                : Optional.empty();
    }
}

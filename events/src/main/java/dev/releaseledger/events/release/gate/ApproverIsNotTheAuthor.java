package dev.releaseledger.events.release.gate;

import dev.releaseledger.events.policy.Involved;
import dev.releaseledger.events.release.LiveApprovalEvent;
import dev.releaseledger.events.release.rule.Proposal;
import dev.releaseledger.events.release.rule.Rule;
import dev.releaseledger.events.release.rule.Violation;
import java.util.Optional;

/**
 * Where the policy says so, as before production, who wrote a change of the release, or put it in, does not approve it.
 *
 * <p>It compares directory ids, and nothing else: the approver's, which is that of the token's subject, with the id of each
 * change's {@code author} and with the id of who added the change, which is that of a token's subject too. The author's id is
 * that of whatever subject the change named, so only an author who is named by the subject of their token is recognised; under
 * another name of theirs, e.g. the address in a commit, an author has another id and is not. Reviewers, and changes that were
 * removed, do not count.
 */
public final class ApproverIsNotTheAuthor implements Rule<LiveApprovalEvent> {
    @Override
    public Optional<Violation> judge(Proposal<? extends LiveApprovalEvent> proposal) {
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

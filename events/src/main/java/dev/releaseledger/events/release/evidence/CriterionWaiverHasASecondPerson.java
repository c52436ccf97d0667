package dev.releaseledger.events.release.evidence;

import dev.releaseledger.events.release.CriterionWaived;
import dev.releaseledger.events.release.Waiver;
import dev.releaseledger.events.release.rule.Proposal;
import dev.releaseledger.events.release.rule.Rule;
import dev.releaseledger.events.release.rule.Violation;
import java.util.Optional;

/** The waiver of a criterion is proposed by one person and granted by another, who names the first, for the same content. */
public final class CriterionWaiverHasASecondPerson implements Rule<CriterionWaived> {
    @Override
    public Optional<Violation> judge(Proposal<? extends CriterionWaived> proposal) {
        CriterionWaived event = proposal.event();
        if (!(proposal.release().waivers().get(event.criterion()) instanceof Waiver.Proposed proposed)) {
            return conflict("nobody has proposed to waive " + event.criterion()
                    + "; a release manager proposes, a manager grants");
        }
        if (isOutdated(proposal)) {
            return conflict("the waiver of " + event.criterion() + " was proposed before "
                    + proposal.release().revision().inWords() + "; a release manager proposes it again");
        }
        if (!proposed.by().equals(event.proposedBy())) {
            return conflict("the waiver was proposed by " + proposed.by() + ", not by " + event.proposedBy());
        }
        return proposed.by().equals(proposal.by().actor())
                ? forbidden("who proposed the waiver cannot grant it too")
                : Optional.empty();
    }

    private static boolean isOutdated(Proposal<? extends CriterionWaived> proposal) {
        return proposal.policy()
                .criterion(proposal.event().criterion())
                .filter(criterion -> !CriterionIsShown.isWaiverProposed(criterion, proposal.release()))
                .isPresent();
    }
}

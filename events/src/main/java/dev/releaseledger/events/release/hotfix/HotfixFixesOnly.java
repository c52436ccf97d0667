package dev.releaseledger.events.release.hotfix;

import dev.releaseledger.events.release.ChangeAdded;
import dev.releaseledger.events.release.ChangeCategory;
import dev.releaseledger.events.release.ReleaseKind;
import dev.releaseledger.events.release.rule.Proposal;
import dev.releaseledger.events.release.rule.Rule;
import dev.releaseledger.events.release.rule.Violation;
import java.util.Optional;

/** A hotfix fixes: new features and improvements take the ordinary way. What was put into a hotfix in the past is for whoever tells of it to say. */
public final class HotfixFixesOnly implements Rule<ChangeAdded> {
    @Override
    public Optional<Violation> judge(Proposal<? extends ChangeAdded> proposal) {
        return proposal.release().plan().kind() == ReleaseKind.HOTFIX
                        && !proposal.by().isBackfill()
                        && brings(proposal.event().category())
                ? unprocessable("change " + proposal.event().changeId() + " is a "
                        + proposal.event().category()
                        + ", which a hotfix does not bring; plan an ordinary release for it")
                : Optional.empty();
    }

    private static boolean brings(ChangeCategory category) {
        return switch (category) {
            case FEATURE, IMPROVEMENT -> true;
            case FIX, BREAKING, INTERNAL -> false;
        };
    }
}

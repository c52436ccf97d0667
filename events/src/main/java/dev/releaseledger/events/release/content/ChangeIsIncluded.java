package dev.releaseledger.events.release.content;

import dev.releaseledger.events.release.ChangeRemoved;
import dev.releaseledger.events.release.rule.Proposal;
import dev.releaseledger.events.release.rule.Rule;
import dev.releaseledger.events.release.rule.Violation;
import java.util.Optional;

/** Only what is included can be taken out. */
public final class ChangeIsIncluded implements Rule<ChangeRemoved> {
    @Override
    public Optional<Violation> judge(Proposal<? extends ChangeRemoved> proposal) {
        return proposal.release().changes().containsKey(proposal.event().changeId())
                ? Optional.empty()
                : conflict("the release does not include change "
                        + proposal.event().changeId());
    }
}

package dev.releaseledger.events.release.complete;

import dev.releaseledger.events.release.Release;
import dev.releaseledger.events.release.ReleaseCompleted;
import dev.releaseledger.events.release.rule.Proposal;
import dev.releaseledger.events.release.rule.Rule;
import dev.releaseledger.events.release.rule.Violation;
import java.util.List;
import java.util.Optional;

/** A release is not completed over an open checklist item. What a backfilled release had ticked is not known. */
public final class EveryItemIsDone implements Rule<ReleaseCompleted> {
    @Override
    public Optional<Violation> judge(Proposal<? extends ReleaseCompleted> proposal) {
        Release release = proposal.release();
        if (release.plan().backfilled()) {
            return Optional.empty();
        }
        List<String> open = OpenItems.among(release, proposal.policy());
        return open.isEmpty() ? Optional.empty() : conflict("open checklist items: " + String.join(", ", open));
    }
}

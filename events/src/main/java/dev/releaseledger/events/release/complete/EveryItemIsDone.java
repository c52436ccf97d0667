package dev.releaseledger.events.release.complete;

import dev.releaseledger.events.release.Release;
import dev.releaseledger.events.release.ReleaseCompleted;
import dev.releaseledger.events.release.checklist.ItemIsDone;
import dev.releaseledger.events.release.checklist.OpenItems;
import dev.releaseledger.events.release.rule.Proposal;
import dev.releaseledger.events.release.rule.Rule;
import dev.releaseledger.events.release.rule.Violation;
import java.util.Optional;

/** A release is not completed over an open checklist item. What a backfilled release had ticked is not known. */
public final class EveryItemIsDone implements Rule<ReleaseCompleted> {
    @Override
    public Optional<Violation> judge(Proposal<? extends ReleaseCompleted> proposal) {
        Release release = proposal.release();
        if (release.plan().backfilled()) {
            return Optional.empty();
        }
        return OpenItems.among(
                        proposal.policy().items(release.plan().kind()),
                        release,
                        item -> ItemIsDone.wasDone(item, release, proposal.policy()))
                .flatMap(this::conflict);
    }
}

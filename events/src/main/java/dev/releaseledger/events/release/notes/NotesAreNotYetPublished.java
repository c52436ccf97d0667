package dev.releaseledger.events.release.notes;

import dev.releaseledger.events.release.Notes;
import dev.releaseledger.events.release.ReleaseEvent;
import dev.releaseledger.events.release.rule.Proposal;
import dev.releaseledger.events.release.rule.Rule;
import dev.releaseledger.events.release.rule.Violation;
import java.util.Optional;

/**
 * What was published stays as it is: neither the notes nor what they tell of changes any more, whether or not the release is
 * in production.
 */
public final class NotesAreNotYetPublished implements Rule<ReleaseEvent> {
    @Override
    public Optional<Violation> judge(Proposal<? extends ReleaseEvent> proposal) {
        Notes.Published published = proposal.release().notes().published();
        return published == null
                ? Optional.empty()
                : conflict(
                        "the release's notes were published at " + published.at()
                                + "; they no longer change, nor does what the release includes. Plan a release for what is new");
    }
}

package dev.releaseledger.events.release.notes;

import dev.releaseledger.events.release.NotesPublished;
import dev.releaseledger.events.release.rule.Proposal;
import dev.releaseledger.events.release.rule.Rule;
import dev.releaseledger.events.release.rule.Violation;
import java.util.Optional;

/** Notes that tell of nothing are not published: there is no taking them back. */
public final class NotesHaveEntries implements Rule<NotesPublished> {
    @Override
    public Optional<Violation> judge(Proposal<? extends NotesPublished> proposal) {
        return ReleaseNotes.draft(proposal.release(), null).entries().isEmpty()
                ? conflict("the release's notes have no entry; add a note of what there is to say")
                : Optional.empty();
    }
}

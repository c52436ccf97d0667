package dev.releaseledger.events.release.notes;

import dev.releaseledger.events.release.NotesPublished;
import dev.releaseledger.events.release.rule.Proposal;
import dev.releaseledger.events.release.rule.Rule;
import dev.releaseledger.events.release.rule.Violation;
import java.util.Optional;

/** What is published is the draft as it stands: the digest is that of its Markdown. */
public final class PublishedDigestIsTheDrafts implements Rule<NotesPublished> {
    @Override
    public Optional<Violation> judge(Proposal<? extends NotesPublished> proposal) {
        NotesPublished event = proposal.event();
        ReleaseNotes draft = ReleaseNotes.draft(proposal.release(), event.date());
        return event.digest().equals(draft.digest())
                        && event.entries() == draft.entries().size()
                ? Optional.empty()
                : conflict("the draft has " + draft.entries().size() + " entries and the digest " + draft.digest()
                        + "; what was to be published has " + event.entries() + " and " + event.digest());
    }
}

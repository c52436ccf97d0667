package dev.releaseledger.events.release.notes;

import dev.releaseledger.events.release.NoteAdded;
import dev.releaseledger.events.release.rule.Proposal;
import dev.releaseledger.events.release.rule.Rule;
import dev.releaseledger.events.release.rule.Violation;
import java.util.Optional;

/** A note is added once; to say it otherwise, it is left out and another one added. */
public final class NoteIsNew implements Rule<NoteAdded> {
    @Override
    public Optional<Violation> judge(Proposal<? extends NoteAdded> proposal) {
        return proposal.release().notes().added().containsKey(proposal.event().noteId())
                ? conflict("note " + proposal.event().noteId()
                        + " is in the release's notes and says something else; leave it out and add another")
                : Optional.empty();
    }
}

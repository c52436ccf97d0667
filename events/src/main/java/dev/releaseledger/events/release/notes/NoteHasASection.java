package dev.releaseledger.events.release.notes;

import dev.releaseledger.events.release.Change;
import dev.releaseledger.events.release.NoteEdited;
import dev.releaseledger.events.release.NoteSection;
import dev.releaseledger.events.release.rule.Proposal;
import dev.releaseledger.events.release.rule.Rule;
import dev.releaseledger.events.release.rule.Violation;
import java.util.Optional;

/** An internal change has no section of its own; whoever wants to tell of it says where. */
public final class NoteHasASection implements Rule<NoteEdited> {
    @Override
    public Optional<Violation> judge(Proposal<? extends NoteEdited> proposal) {
        NoteEdited edited = proposal.event();
        Change change = proposal.release().changes().get(edited.changeId());
        return edited.section() == null
                        && change != null
                        && NoteSection.of(change.category()).isEmpty()
                ? unprocessable("change " + edited.changeId() + " is internal; name the section in which to tell of it")
                : Optional.empty();
    }
}

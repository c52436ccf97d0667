package dev.releaseledger.events.release.notes;

import dev.releaseledger.events.release.NoteAdded;
import dev.releaseledger.events.release.NoteEdited;
import dev.releaseledger.events.release.NoteLeftOut;
import dev.releaseledger.events.release.NotesEvent;
import dev.releaseledger.events.release.NotesPublished;
import dev.releaseledger.events.release.Release;
import dev.releaseledger.events.release.rule.Proposal;
import dev.releaseledger.events.release.rule.Rule;
import dev.releaseledger.events.release.rule.Violation;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Notes tell of changes that the release includes and of what was added to them: one of these is edited or left out. */
public final class NoteIsOfThisRelease implements Rule<NotesEvent> {
    @Override
    public Optional<Violation> judge(Proposal<? extends NotesEvent> proposal) {
        return switch (proposal.event()) {
            case NoteEdited edited -> judge(edited.changeId(), null, proposal.release());
            case NoteLeftOut leftOut -> judge(leftOut.changeId(), leftOut.noteId(), proposal.release());
            case NoteAdded added -> Optional.empty();
            case NotesPublished published -> Optional.empty();
        };
    }

    private Optional<Violation> judge(@Nullable String changeId, @Nullable UUID noteId, Release release) {
        if ((changeId == null) == (noteId == null)) {
            return unprocessable("it names " + (changeId == null ? "neither" : "both")
                    + " a change and an added note; it should name one of them");
        }
        if (changeId != null) {
            return release.changes().containsKey(changeId)
                    ? Optional.empty()
                    : conflict("the release does not include change " + changeId);
        }
        return release.notes().added().containsKey(noteId)
                ? Optional.empty()
                : conflict("no note " + noteId + " was added to the release's notes");
    }
}

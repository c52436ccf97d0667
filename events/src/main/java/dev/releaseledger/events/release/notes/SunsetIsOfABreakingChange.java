package dev.releaseledger.events.release.notes;

import dev.releaseledger.events.release.Change;
import dev.releaseledger.events.release.NoteAdded;
import dev.releaseledger.events.release.NoteEdited;
import dev.releaseledger.events.release.NoteLeftOut;
import dev.releaseledger.events.release.NoteSection;
import dev.releaseledger.events.release.NotesEvent;
import dev.releaseledger.events.release.NotesPublished;
import dev.releaseledger.events.release.Release;
import dev.releaseledger.events.release.rule.Proposal;
import dev.releaseledger.events.release.rule.Rule;
import dev.releaseledger.events.release.rule.Violation;
import java.util.Optional;

/** Only what breaks something has a day from which the old way no longer works. */
public final class SunsetIsOfABreakingChange implements Rule<NotesEvent> {
    @Override
    public Optional<Violation> judge(Proposal<? extends NotesEvent> proposal) {
        return switch (proposal.event()) {
            case NoteEdited edited when edited.sunset() != null -> judge(section(edited, proposal.release()));
            case NoteAdded added when added.sunset() != null -> judge(Optional.of(added.section()));
            case NoteEdited edited -> Optional.empty();
            case NoteAdded added -> Optional.empty();
            case NoteLeftOut leftOut -> Optional.empty();
            case NotesPublished published -> Optional.empty();
        };
    }

    private Optional<Violation> judge(Optional<NoteSection> section) {
        return section.filter(NoteSection.BREAKING_CHANGES::equals).isPresent()
                ? Optional.empty()
                : unprocessable("a sunset date belongs to a breaking change; tell of it in section "
                        + NoteSection.BREAKING_CHANGES + ", or leave the date away");
    }

    private static Optional<NoteSection> section(NoteEdited edited, Release release) {
        Change change = release.changes().get(edited.changeId());
        return Optional.ofNullable(edited.section())
                .or(() -> Optional.ofNullable(change).flatMap(known -> NoteSection.of(known.category())));
    }
}

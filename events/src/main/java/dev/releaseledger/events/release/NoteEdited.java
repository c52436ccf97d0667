package dev.releaseledger.events.release;

import dev.releaseledger.events.envelope.EventName;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What the release's notes say of a change was worded anew. It takes the place of every earlier edit of the same change, and
 * of its having been left out.
 *
 * @param changeId the change
 * @param section the section to tell of it in; absent for the one of its category
 * @param area the part of the product that changed; absent for the one that the change's summary names
 * @param text what changed, in a line
 * @param sunset the day from which the old way no longer works, for a breaking change that announces one
 */
@EventName("release.note-edited.v1")
public record NoteEdited(
        String changeId,
        @Nullable NoteSection section,
        @Nullable String area,
        String text,
        @Nullable LocalDate sunset) implements NotesEvent {}

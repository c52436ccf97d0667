package dev.releaseledger.events.release;

import dev.releaseledger.events.envelope.EventName;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that no change tells of was added to the release's notes.
 *
 * @param noteId unique within the release
 * @param section the section to tell of it in
 * @param area the part of the product that it concerns
 * @param text what there is to say, in a line
 * @param sunset the day from which the old way no longer works, for a breaking change that announces one
 */
@EventName("release.note-added.v1")
public record NoteAdded(
        UUID noteId,
        NoteSection section,
        @Nullable String area,
        String text,
        @Nullable LocalDate sunset) implements NotesEvent {}

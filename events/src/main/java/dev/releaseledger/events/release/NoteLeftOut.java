package dev.releaseledger.events.release;

import dev.releaseledger.events.envelope.EventName;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something was left out of the release's notes: either a change or a note that had been added.
 *
 * @param changeId the change that is not told of
 * @param noteId the added note that was taken out again
 * @param reason why
 */
@EventName("release.note-left-out.v1")
public record NoteLeftOut(
        @Nullable String changeId, @Nullable UUID noteId, String reason) implements NotesEvent {}

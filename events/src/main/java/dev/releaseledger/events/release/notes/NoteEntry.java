package dev.releaseledger.events.release.notes;

import dev.releaseledger.events.release.NoteSection;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One entry of release notes.
 *
 * @param section where it stands
 * @param area the part of the product; null where none is named
 * @param text what changed
 * @param sunset the day from which the old way no longer works; null where none is announced
 * @param changeId the change that it tells of; null for an added note
 * @param reference the change's pull request or ticket; null where there is none
 * @param noteId the added note; null for a change
 */
public record NoteEntry(
        NoteSection section,
        @Nullable String area,
        String text,
        @Nullable LocalDate sunset,
        @Nullable String changeId,
        @Nullable String reference,
        @Nullable UUID noteId) {

    /** {@code Area: what changed}, as plain text; without an area, what changed. */
    public String line() {
        return area == null ? text : area + ": " + text;
    }
}

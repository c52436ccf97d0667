package dev.releaseledger.events.release;

import dev.releaseledger.events.envelope.Attribution;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.OrderedPMap;
import org.pcollections.PMap;

/**
 * What was said of a release's notes beyond its changes. The notes themselves are a function of this and the changes; once
 * published, of both as they were then, which persistent collections keep at no cost.
 *
 * @param edits what is said of changes otherwise than their summaries say it, by change id
 * @param added what no change tells of, by note id, in order
 * @param published what was published; null while the notes are a draft
 */
public record Notes(
        PMap<String, Edit> edits,
        PMap<UUID, Added> added,
        @Nullable Published published) {

    /** A draft of which nothing was said. */
    static final Notes NONE = new Notes(HashTreePMap.empty(), OrderedPMap.empty(), null);

    /** What is said of a change instead of what it says itself. */
    public sealed interface Edit {
        /** Other words; where section or area is null, the change's own. */
        record Reworded(
                @Nullable NoteSection section,
                @Nullable String area,
                String text,
                @Nullable LocalDate sunset) implements Edit {}

        /** Nothing. */
        record LeftOut(String reason) implements Edit {}
    }

    /** Something that no change tells of. */
    public record Added(
            NoteSection section,
            @Nullable String area,
            String text,
            @Nullable LocalDate sunset) {}

    /**
     * The notes as they were published.
     *
     * @param by who published them
     * @param at when
     * @param date the date in their title
     * @param digest the digest of their Markdown
     * @param changes what the release included
     * @param edits what was said of changes
     * @param added what no change told of
     */
    public record Published(
            UUID by,
            Instant at,
            LocalDate date,
            String digest,
            PMap<String, Change> changes,
            PMap<String, Edit> edits,
            PMap<UUID, Added> added) {}

    /** The notes after this event, of a release with these changes. */
    Notes evolve(NotesEvent event, Attribution by, PMap<String, Change> changes) {
        return switch (event) {
            case NoteEdited edited ->
                withEdit(
                        edited.changeId(),
                        new Edit.Reworded(edited.section(), edited.area(), edited.text(), edited.sunset()));
            case NoteAdded note ->
                new Notes(
                        edits,
                        added.plus(note.noteId(), new Added(note.section(), note.area(), note.text(), note.sunset())),
                        published);
            case NoteLeftOut leftOut -> without(leftOut);
            case NotesPublished told ->
                new Notes(
                        edits,
                        added,
                        new Published(by.actor(), by.judgedAt(), told.date(), told.digest(), changes, edits, added));
        };
    }

    private Notes without(NoteLeftOut leftOut) {
        Notes next =
                leftOut.changeId() == null ? this : withEdit(leftOut.changeId(), new Edit.LeftOut(leftOut.reason()));
        return leftOut.noteId() == null
                ? next
                : new Notes(next.edits(), next.added().minus(leftOut.noteId()), published);
    }

    private Notes withEdit(String changeId, Edit edit) {
        return new Notes(edits.plus(changeId, edit), added, published);
    }

    /** The notes of a release that no longer includes this change: what was said of it goes with it. */
    Notes without(String changeId) {
        return new Notes(edits.minus(changeId), added, published);
    }

    /** Whether they are published. */
    public boolean arePublished() {
        return published != null;
    }
}

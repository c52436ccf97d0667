package dev.releaseledger.query.release.notes;

import dev.releaseledger.events.release.NoteSection;
import dev.releaseledger.events.release.Notes;
import dev.releaseledger.events.release.notes.NoteEntry;
import dev.releaseledger.events.release.notes.ReleaseNotes;
import dev.releaseledger.query.release.ReleaseFinder;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A release's notes.
 *
 * @param standing whether they are a draft or published
 * @param title version and date
 * @param date the date in the title; null for a draft of what is not in production
 * @param digest {@code sha256:} and the hexadecimal SHA-256 of their Markdown as it is written now
 * @param published by whom and when they were published, and as what; null for a draft
 * @param incomplete whether an entry of the release could not be understood, so that something may be missing here
 * @param sections those with entries, in order
 */
record NotesView(
        UUID id,
        String product,
        String version,
        Standing standing,
        String title,
        @Nullable LocalDate date,
        String digest,
        @Nullable Publication published,
        boolean incomplete,
        List<Section> sections) {

    /** How far they are. */
    enum Standing {
        DRAFT,
        PUBLISHED
    }

    /**
     * @param digest the digest in the ledger
     * @param matches whether what is written now still has it
     */
    record Publication(UUID by, Instant at, String digest, boolean matches) {}

    record Section(NoteSection section, String title, List<Entry> entries) {}

    /** @param line the whole entry as plain text: {@code Area: what changed} */
    record Entry(
            @Nullable String area,
            String text,
            String line,
            @Nullable LocalDate sunset,
            @Nullable String changeId,
            @Nullable String reference,
            @Nullable UUID noteId) {}

    static NotesView of(ReleaseFinder.Found found, ReleaseNotes notes) {
        String digest = notes.digest();
        Notes.Published published = found.release().notes().published();
        return new NotesView(
                found.id(),
                found.release().plan().product(),
                notes.version(),
                published == null ? Standing.DRAFT : Standing.PUBLISHED,
                notes.title(),
                notes.date(),
                digest,
                published == null
                        ? null
                        : new Publication(
                                published.by(),
                                published.at(),
                                published.digest(),
                                published.digest().equals(digest)),
                found.stream().incomplete(),
                Arrays.stream(NoteSection.values())
                        .filter(section -> !notes.of(section).isEmpty())
                        .map(section -> new Section(
                                section,
                                section.title(),
                                notes.of(section).stream().map(NotesView::entry).toList()))
                        .toList());
    }

    static ReleaseNotes notesOf(ReleaseFinder.Found found) {
        return ReleaseNotes.of(found.release(), found.policy());
    }

    private static Entry entry(NoteEntry entry) {
        return new Entry(
                entry.area(),
                entry.text(),
                entry.line(),
                entry.sunset(),
                entry.changeId(),
                entry.reference(),
                entry.noteId());
    }
}

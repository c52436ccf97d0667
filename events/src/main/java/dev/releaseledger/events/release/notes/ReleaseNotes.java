package dev.releaseledger.events.release.notes;

import dev.releaseledger.events.envelope.TextDigest;
import dev.releaseledger.events.policy.ReleasePolicy;
import dev.releaseledger.events.release.Change;
import dev.releaseledger.events.release.NoteSection;
import dev.releaseledger.events.release.Notes;
import dev.releaseledger.events.release.Release;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.pcollections.PMap;

/**
 * A release's notes: a function of its changes and of what was said of them. A change stands in the section of its category
 * unless an edit says otherwise; an {@code INTERNAL} one only where an edit names a section. Entries stand in the order in
 * which changes were included, then those that were added by hand.
 *
 * @param version the version
 * @param date the date in the title; null for a draft of what is not in production
 * @param entries the entries, section by section
 */
public record ReleaseNotes(String version, @Nullable LocalDate date, List<NoteEntry> entries) {
    public ReleaseNotes {
        entries = List.copyOf(entries);
    }

    /** The published notes, or else the draft, dated if it is in production. */
    public static ReleaseNotes of(Release release, ReleasePolicy policy) {
        Notes.Published published = release.notes().published();
        return published == null
                ? draft(release, deployedOn(release, policy).orElse(null))
                : new ReleaseNotes(
                        release.plan().version(),
                        published.date(),
                        entries(published.changes(), published.edits(), published.added()));
    }

    /** The draft as it would be published with this date. */
    public static ReleaseNotes draft(Release release, @Nullable LocalDate date) {
        return new ReleaseNotes(
                release.plan().version(),
                date,
                entries(
                        release.changes(),
                        release.notes().edits(),
                        release.notes().added()));
    }

    /** The date, in UTC, that notes published at this time bear: that of the first deployment to production, where it is there. */
    public static LocalDate dateAt(Instant publication, Release release, ReleasePolicy policy) {
        return deployedOn(release, policy).orElseGet(() -> dayOf(publication));
    }

    private static Optional<LocalDate> deployedOn(Release release, ReleasePolicy policy) {
        return release.inProductionSince(policy).map(ReleaseNotes::dayOf);
    }

    static LocalDate dayOf(Instant time) {
        return LocalDate.ofInstant(time, ZoneOffset.UTC);
    }

    private static List<NoteEntry> entries(
            PMap<String, Change> changes, PMap<String, Notes.Edit> edits, PMap<UUID, Notes.Added> added) {
        List<NoteEntry> all = new ArrayList<>();
        changes.values()
                .forEach(change -> entry(change, edits.get(change.changeId())).ifPresent(all::add));
        added.forEach((id, note) ->
                all.add(new NoteEntry(note.section(), note.area(), note.text(), note.sunset(), null, null, id)));
        List<NoteEntry> inOrder = new ArrayList<>();
        for (NoteSection section : NoteSection.values()) {
            all.stream().filter(entry -> entry.section() == section).forEach(inOrder::add);
        }
        return inOrder;
    }

    private static Optional<NoteEntry> entry(Change change, Notes.@Nullable Edit edit) {
        return switch (edit) {
            case null ->
                NoteSection.of(change.category()).map(section -> {
                    Wording own = Wording.of(change.summary());
                    return entry(change, section, own.area(), own.text(), null);
                });
            case Notes.Edit.Reworded said ->
                Optional.ofNullable(said.section())
                        .or(() -> NoteSection.of(change.category()))
                        .map(section -> entry(
                                change,
                                section,
                                said.area() == null
                                        ? Wording.of(change.summary()).area()
                                        : said.area(),
                                said.text(),
                                said.sunset()));
            case Notes.Edit.LeftOut leftOut -> Optional.empty();
        };
    }

    private static NoteEntry entry(
            Change change, NoteSection section, @Nullable String area, String text, @Nullable LocalDate sunset) {
        return new NoteEntry(section, area, text, sunset, change.changeId(), change.reference(), null);
    }

    /** The entries of one section. */
    public List<NoteEntry> of(NoteSection section) {
        return entries.stream().filter(entry -> entry.section() == section).toList();
    }

    /** {@code Version 2.5.0 - March 15, 2025}; {@code Unreleased} in place of a date that is not known yet. */
    public String title() {
        return "Version " + version + " - " + (date == null ? "Unreleased" : NotesMarkdown.spelled(date));
    }

    /** The notes as Markdown: what the digest is taken of. */
    public String markdown() {
        return NotesMarkdown.of(this);
    }

    /** {@code sha256:} and the hexadecimal SHA-256 of the Markdown in UTF-8. */
    public String digest() {
        return TextDigest.of(markdown());
    }
}

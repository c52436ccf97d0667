package dev.releaseledger.query.changelog;

import dev.releaseledger.events.release.notes.Changelog;
import dev.releaseledger.events.release.notes.ChangelogKind;
import dev.releaseledger.events.release.notes.NoteEntry;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A product's changelog.
 *
 * @param whole whether every release of the product is in it
 * @param incomplete whether an entry of one of the releases, or the policy that it pins, could not be understood, so that
 *     something may be missing or wrong here
 * @param unreleased what is not in production yet
 * @param versions what is or was in production, newest first
 */
record ChangelogView(String product, boolean whole, boolean incomplete, List<Kind> unreleased, List<Version> versions) {

    /** @param yanked whether it was taken back */
    record Version(String version, LocalDate date, boolean yanked, List<Kind> changes) {}

    record Kind(ChangelogKind kind, String title, List<Entry> entries) {}

    /** @param line the whole entry as plain text: {@code Area: what changed} */
    record Entry(
            @Nullable String area,
            String text,
            String line,
            @Nullable LocalDate sunset) {}

    static ChangelogView of(String product, Changelog changelog, boolean whole, boolean incomplete) {
        return new ChangelogView(
                product,
                whole,
                incomplete,
                kinds(changelog.unreleased()),
                changelog.versions().stream()
                        .map(version -> new Version(
                                version.version(),
                                LocalDate.ofInstant(version.releasedAt(), ZoneOffset.UTC),
                                version.yanked(),
                                kinds(version.entries())))
                        .toList());
    }

    private static List<Kind> kinds(List<NoteEntry> entries) {
        return Arrays.stream(ChangelogKind.values())
                .map(kind -> new Kind(
                        kind,
                        kind.title(),
                        Changelog.ofKind(kind, entries).stream()
                                .map(entry -> new Entry(entry.area(), entry.text(), entry.line(), entry.sunset()))
                                .toList()))
                .filter(kind -> !kind.entries().isEmpty())
                .toList();
    }
}

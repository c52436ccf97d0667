package dev.releaseledger.events.release.notes;

import dev.releaseledger.events.policy.ReleasePolicy;
import dev.releaseledger.events.release.Deployment;
import dev.releaseledger.events.release.Ending;
import dev.releaseledger.events.release.Release;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A product's releases in the form of <a href="https://keepachangelog.com/en/1.1.0/">Keep a Changelog 1.1.0</a>: newest
 * first, by when each was deployed to the first environment of production that it is in; what is not there yet is
 * unreleased, what was taken back from all of them is yanked, and what was cancelled is left out. Published notes stand as they were published, others as they are drafted.
 *
 * @param versions the releases that are or were in production, newest first
 * @param unreleased the entries of releases that are not there yet
 */
public record Changelog(List<Version> versions, List<NoteEntry> unreleased) {
    private static final String HEAD = """
            # Changelog

            All notable changes to this project will be documented in this file.

            The format is based on [Keep a Changelog](https://keepachangelog.com/en/1.1.0/).
            """;

    /**
     * A release of the product.
     *
     * @param releasedAt when it was first deployed to production
     * @param yanked whether it was taken back and is nowhere in production
     */
    public record Version(String version, Instant releasedAt, boolean yanked, List<NoteEntry> entries) {
        public Version {
            entries = List.copyOf(entries);
        }
    }

    public Changelog {
        versions = List.copyOf(versions);
        unreleased = List.copyOf(unreleased);
    }

    /**
     * What one release brings to its product's changelog.
     *
     * @param releasedAt when it was first deployed to production; null when it is not there yet
     * @param yanked whether it was taken back and is nowhere in production
     */
    public record Part(String version, @Nullable Instant releasedAt, boolean yanked, List<NoteEntry> entries) {
        public Part {
            entries = List.copyOf(entries);
        }

        /** The release's part; empty for one that was cancelled before it ever was in production. */
        public static Optional<Part> of(Release release, ReleasePolicy policy) {
            Optional<Instant> since = release.inProductionSince(policy);
            boolean yanked = since.isEmpty() && !release.runsInProduction(policy);
            Optional<Instant> releasedAt = yanked ? takenBack(release, policy) : since;
            if (releasedAt.isEmpty() && release.ending() instanceof Ending.Cancelled) {
                return Optional.empty();
            }
            return Optional.of(new Part(
                    release.plan().version(),
                    releasedAt.orElse(null),
                    yanked && releasedAt.isPresent(),
                    ReleaseNotes.of(release, policy).entries()));
        }

        /** When the first of what was taken back was deployed. */
        private static Optional<Instant> takenBack(Release release, ReleasePolicy policy) {
            return release.productionDeployments(policy).stream()
                    .filter(deployment -> deployment.standing() instanceof Deployment.Standing.TakenBack)
                    .map(Deployment::startedAt)
                    .min(Comparator.naturalOrder());
        }
    }

    /** Puts the parts of a product's releases together, in whatever order they come. */
    public static Changelog of(List<Part> parts) {
        List<Version> versions = new ArrayList<>();
        List<NoteEntry> unreleased = new ArrayList<>();
        for (Part part : parts) {
            if (part.releasedAt() == null) {
                unreleased.addAll(part.entries());
            } else {
                versions.add(new Version(part.version(), part.releasedAt(), part.yanked(), part.entries()));
            }
        }
        versions.sort(Comparator.comparing(Version::releasedAt)
                .reversed()
                .thenComparing(Version::version, Comparator.reverseOrder()));
        return new Changelog(versions, unreleased);
    }

    /** The entries of one kind, in order. */
    public static List<NoteEntry> ofKind(ChangelogKind kind, List<NoteEntry> entries) {
        return entries.stream().filter(entry -> ChangelogKind.of(entry) == kind).toList();
    }

    /** The text of a {@code CHANGELOG.md}. */
    public String markdown() {
        StringBuilder markdown = new StringBuilder(HEAD);
        if (!unreleased.isEmpty()) {
            markdown.append("\n## [Unreleased]\n");
            append(markdown, unreleased);
        }
        for (Version version : versions) {
            markdown.append("\n## [")
                    .append(NotesMarkdown.inline(version.version()))
                    .append("] - ")
                    .append(ReleaseNotes.dayOf(version.releasedAt()))
                    .append(version.yanked() ? " [YANKED]\n" : "\n");
            append(markdown, version.entries());
        }
        return markdown.toString();
    }

    private static void append(StringBuilder markdown, List<NoteEntry> entries) {
        for (ChangelogKind kind : ChangelogKind.values()) {
            List<NoteEntry> ofKind = ofKind(kind, entries);
            if (!ofKind.isEmpty()) {
                markdown.append("\n### ").append(kind.title()).append("\n\n");
                ofKind.forEach(entry -> markdown.append(NotesMarkdown.item(entry)));
            }
        }
    }
}

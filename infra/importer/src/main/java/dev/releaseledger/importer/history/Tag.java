package dev.releaseledger.importer.history;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A tag of a project: a version that was released, or a candidate for one.
 *
 * @param project the project's name
 * @param name the tag's name, such as {@code v2.5.0-rc.0}
 * @param version the version it stands for
 * @param patchOf the tag that it patches, where it is a patch release
 * @param previous the tag before it on its line of history, where there is one
 * @param commit the commit that it names
 * @param taggedAt when it was made
 * @param tagger who made it
 * @param commits the commits since {@code previous}, newest first; a source may cap them
 * @param commitCount how many commits there are since {@code previous}, those beyond the cap included
 * @param changelog what the project's changelog says of it
 */
public record Tag(
        String project,
        String name,
        Version version,
        @Nullable String patchOf,
        @Nullable String previous,
        String commit,
        Instant taggedAt,
        String tagger,
        List<Commit> commits,
        int commitCount,
        List<ChangelogEntry> changelog)
        implements HistoryItem {

    public Tag {
        commits = List.copyOf(commits);
        changelog = List.copyOf(changelog);
    }

    /**
     * A commit.
     *
     * @param sha its name in hexadecimal digits
     * @param at when it was made
     * @param author who made it
     * @param subject the first line of its message
     */
    public record Commit(String sha, Instant at, String author, String subject) {}

    /**
     * A line of a changelog.
     *
     * @param kind the project's word for what kind of change it is, such as {@code FEATURE}
     * @param text what changed
     */
    public record ChangelogEntry(String kind, String text) {}
}

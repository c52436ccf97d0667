package dev.releaseledger.importer.mapping;

import dev.releaseledger.importer.history.Tag;
import dev.releaseledger.importer.history.Version;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Tags of an invented project, as short as a test needs them. */
public final class Tags {

    private Tags() {}

    /** A tag with nothing in it. */
    public static Tag tag(String version, String at) {
        return tag(version, at, null, List.of(), List.of());
    }

    static Tag tag(
            String version,
            String at,
            @Nullable String patchOf,
            List<Tag.Commit> commits,
            List<Tag.ChangelogEntry> changelog) {
        return new Tag(
                "pier",
                "v" + version,
                Version.parse(version).orElseThrow(),
                patchOf,
                null,
                "c0ffee",
                Instant.parse(at),
                "mara",
                commits,
                commits.size(),
                changelog);
    }

    static Tag.Commit commit(int number, String at, String subject) {
        return new Tag.Commit(String.format(Locale.ROOT, "%040x", number), Instant.parse(at), "sten", subject);
    }
}

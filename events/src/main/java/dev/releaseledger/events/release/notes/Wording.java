package dev.releaseledger.events.release.notes;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What an entry of release notes says: {@code Area: what changed}.
 *
 * @param area the part of the product, capitalised as it was written; null where none is named
 * @param text what changed
 */
record Wording(@Nullable String area, String text) {
    /** At most four short words before a colon, so that a sentence with a colon in it is not taken apart. */
    private static final Pattern AREA =
            Pattern.compile("(?<area>[\\p{L}\\p{N}][\\p{L}\\p{N}./_+&-]*(?: [\\p{L}\\p{N}][\\p{L}\\p{N}./_+&-]*){0,3}):"
                    + " (?<text>\\S.*)");

    private static final int LONGEST_AREA = 40;

    /**
     * Words a change by its summary: a conventional commit's scope is the area and its description the text; what reads
     * {@code Area: …} already stays as it is. A type that is written with a capital and stands alone is an area
     * ({@code Docs: …}), as changelogs are written.
     */
    static Wording of(String summary) {
        Optional<ConventionalCommit> commit = ConventionalCommit.of(summary)
                .filter(read -> read.scope() != null || read.breaking() || Character.isLowerCase(summary.charAt(0)));
        if (commit.isPresent()) {
            return new Wording(commit.get().scope(), commit.get().description());
        }
        Matcher written = AREA.matcher(summary);
        return written.matches() && written.group("area").length() <= LONGEST_AREA
                ? new Wording(written.group("area"), written.group("text"))
                : new Wording(null, summary);
    }
}

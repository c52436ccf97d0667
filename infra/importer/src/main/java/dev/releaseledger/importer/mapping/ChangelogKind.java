package dev.releaseledger.importer.mapping;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The words by which changelogs say what kind of change an entry is. */
public enum ChangelogKind {
    FEATURE(Category.FEATURE),
    ENHANCEMENT(Category.IMPROVEMENT),
    PERF(Category.IMPROVEMENT),
    BUGFIX(Category.FIX),
    BUG(Category.FIX),
    /** Behaves otherwise than before: whoever upgrades has to look. */
    CHANGE(Category.BREAKING),
    SECURITY(Category.FIX);

    private final Category category;

    ChangelogKind(Category category) {
        this.category = category;
    }

    public Category category() {
        return category;
    }

    /**
     * The kind that a word means: itself whatever its case, or else the only one from which it is a slip of the pen away,
     * one letter for short words and two for longer ones. Empty for any other word.
     */
    public static Optional<ChangelogKind> meantBy(String word) {
        var written = word.strip().toUpperCase(Locale.ROOT);
        for (var kind : values()) {
            if (kind.name().equals(written)) {
                return Optional.of(kind);
            }
        }
        var near = Arrays.stream(values())
                .filter(kind -> Math.abs(kind.name().length() - written.length()) <= 2)
                .filter(kind -> slips(written, kind.name()) <= kind.slipsAllowed())
                .toList();
        return near.size() == 1 ? Optional.of(near.getFirst()) : Optional.empty();
    }

    /** None for a word so short that any other is near it. */
    private int slipsAllowed() {
        return name().length() > 5 ? 2 : name().length() > 3 ? 1 : 0;
    }

    /** The edit distance with swapped neighbours counting once (optimal string alignment). */
    private static int slips(String one, String other) {
        var distance = new int[one.length() + 1][other.length() + 1];
        for (var i = 0; i <= one.length(); i++) {
            for (var j = 0; j <= other.length(); j++) {
                if (i == 0 || j == 0) {
                    distance[i][j] = i + j;
                    continue;
                }
                var same = one.charAt(i - 1) == other.charAt(j - 1);
                var least = Math.min(distance[i - 1][j] + 1, distance[i][j - 1] + 1);
                least = Math.min(least, distance[i - 1][j - 1] + (same ? 0 : 1));
                if (i > 1
                        && j > 1
                        && one.charAt(i - 1) == other.charAt(j - 2)
                        && one.charAt(i - 2) == other.charAt(j - 1)) {
                    least = Math.min(least, distance[i - 2][j - 2] + 1);
                }
                distance[i][j] = least;
            }
        }
        return distance[one.length()][other.length()];
    }
}

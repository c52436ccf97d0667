package dev.releaseledger.events.release.notes;

import java.util.Locale;
import java.util.Set;

/** The kinds of changes of <a href="https://keepachangelog.com/en/1.1.0/">Keep a Changelog 1.1.0</a>, in its order. */
public enum ChangelogKind {
    ADDED("Added"),
    CHANGED("Changed"),
    DEPRECATED("Deprecated"),
    REMOVED("Removed"),
    FIXED("Fixed"),
    SECURITY("Security");

    private static final Set<String> REMOVES = Set.of("remove", "removed", "removes", "drop", "dropped", "drops");
    private static final Set<String> DEPRECATES = Set.of("deprecate", "deprecated", "deprecates");

    private final String title;

    ChangelogKind(String title) {
        this.title = title;
    }

    /** The heading. */
    public String title() {
        return title;
    }

    /**
     * The kind of an entry. Notes have four sections and a changelog six kinds: what is about security says so by its area;
     * improvements and breaking changes that go away at a sunset are deprecated, and those that begin with such a word are
     * removed or deprecated.
     */
    static ChangelogKind of(NoteEntry entry) {
        if ("security".equalsIgnoreCase(entry.area())) {
            return SECURITY;
        }
        return switch (entry.section()) {
            case NEW_FEATURES -> ADDED;
            case BUG_FIXES -> FIXED;
            case IMPROVEMENTS, BREAKING_CHANGES -> ofAChange(entry);
        };
    }

    private static ChangelogKind ofAChange(NoteEntry entry) {
        String first = entry.text().split("\\P{L}", 2)[0].toLowerCase(Locale.ROOT);
        if (entry.sunset() != null || DEPRECATES.contains(first)) {
            return DEPRECATED;
        }
        return REMOVES.contains(first) ? REMOVED : CHANGED;
    }
}

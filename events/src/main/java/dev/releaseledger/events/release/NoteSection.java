package dev.releaseledger.events.release;

import java.util.Optional;

/** The sections of release notes, in their order. */
public enum NoteSection {
    NEW_FEATURES("✨ New Features"),
    IMPROVEMENTS("🔧 Improvements"),
    BUG_FIXES("🐛 Bug Fixes"),
    BREAKING_CHANGES("⚠️ Breaking Changes");

    private final String title;

    NoteSection(String title) {
        this.title = title;
    }

    /** The heading, with its mark. */
    public String title() {
        return title;
    }

    /** The section that tells of changes of this category; empty for what concerns nobody outside the team. */
    public static Optional<NoteSection> of(ChangeCategory category) {
        return switch (category) {
            case FEATURE -> Optional.of(NEW_FEATURES);
            case IMPROVEMENT -> Optional.of(IMPROVEMENTS);
            case FIX -> Optional.of(BUG_FIXES);
            case BREAKING -> Optional.of(BREAKING_CHANGES);
            case INTERNAL -> Optional.empty();
        };
    }
}

package dev.releaseledger.events.release;

import java.util.Optional;

/** The stages in their order. */
public enum Stage {
    DEVELOPMENT,
    QA,
    STAGING,
    PRODUCTION,
    POST_RELEASE;

    /** The stage after this one; empty after the last. */
    public Optional<Stage> next() {
        return ordinal() + 1 < values().length ? Optional.of(values()[ordinal() + 1]) : Optional.empty();
    }

    /** The stage before this one; the first is its own. */
    public Stage previous() {
        return ordinal() == 0 ? this : values()[ordinal() - 1];
    }
}

package dev.releaseledger.events.release;

import java.security.MessageDigest;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A release's changes as every {@link ContentDigest} of it begins. Worked out when it is first asked for and kept for as long as
 * the changes stay what they are: an approval and the rules over it, and every gate that is looked at, ask for it again.
 */
public final class HashedChanges {
    private final Map<String, Change> changes;
    private volatile @Nullable MessageDigest hash;

    /** @param changes by their ids; they never change */
    HashedChanges(Map<String, Change> changes) {
        this.changes = changes;
    }

    /** A hash of every change, for the caller to go on with. */
    MessageDigest begun() {
        MessageDigest kept = hash;
        if (kept == null) {
            kept = ContentDigest.hash(changes);
            hash = kept;
        }
        try {
            return (MessageDigest) kept.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("a SHA-256 can be copied before it is finished", e);
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof HashedChanges same && changes.equals(same.changes);
    }

    @Override
    public int hashCode() {
        return changes.hashCode();
    }
}

package dev.releaseledger.events.release;

import org.jspecify.annotations.Nullable;

/**
 * How often a release's content has changed, and what changed it last. What is shown, ticked or deployed is so of the
 * content that was there then, so the number is kept with it.
 *
 * @param number how many changes were added or removed so far
 * @param lastChange the change that was added or removed last; null before the first
 * @param removed whether that change was removed, not added
 */
public record ContentRevision(int number, @Nullable String lastChange, boolean removed) {
    static final ContentRevision NOTHING_YET = new ContentRevision(0, null, false);

    ContentRevision added(String changeId) {
        return new ContentRevision(number + 1, changeId, false);
    }

    ContentRevision removed(String changeId) {
        return new ContentRevision(number + 1, changeId, true);
    }

    /** What changed the content last, in words: {@code change c42 was added}. */
    public String inWords() {
        return lastChange == null
                ? "nothing was added"
                : "change " + lastChange + (removed ? " was removed" : " was added");
    }
}

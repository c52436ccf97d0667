package dev.releaseledger.events.policy;

import java.util.Collection;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/** Sets that are written the same way whenever they are: in their natural order. */
public final class Sorted {
    private Sorted() {}

    /** These elements, in their order and unmodifiable. */
    public static <T extends Comparable<T>> Set<T> copyOf(Collection<T> elements) {
        return Collections.unmodifiableSet(new TreeSet<>(elements));
    }
}

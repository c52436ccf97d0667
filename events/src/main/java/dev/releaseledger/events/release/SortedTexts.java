package dev.releaseledger.events.release;

import java.util.Collection;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/** Sets of texts in their order, so that equal sets are written alike. */
final class SortedTexts {
    private SortedTexts() {}

    static Set<String> copyOf(Collection<String> texts) {
        return Collections.unmodifiableSet(new TreeSet<>(texts));
    }
}

package dev.releaseledger.query.flag.ofrep;

import dev.releaseledger.query.generation.Generation;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** All flags at one moment, ready to be evaluated. Immutable. */
final class ServedFlags {
    private final Generation generation;
    private final long last;
    private final SortedMap<String, ServedFlag> byKey;
    private final Map<String, ServedFlag> found;
    private final Map<String, Long> lastOfProduct;

    private ServedFlags(Generation generation, long last, SortedMap<String, ServedFlag> byKey) {
        this.generation = generation;
        this.last = last;
        this.byKey = byKey;
        this.found = Map.copyOf(byKey);
        Map<String, Long> lasts = new HashMap<>();
        byKey.values().forEach(flag -> lasts.merge(flag.product(), flag.servedPosition(), Math::max));
        this.lastOfProduct = Map.copyOf(lasts);
    }

    static ServedFlags none(Generation generation) {
        return new ServedFlags(generation, -1, new TreeMap<>());
    }

    /**
     * These with others in the place of those that have the same key.
     *
     * @param upTo the last entry that these flags were made of
     */
    ServedFlags with(Collection<ServedFlag> changed, long upTo) {
        SortedMap<String, ServedFlag> next = new TreeMap<>(byKey);
        changed.forEach(flag -> next.put(flag.key(), flag));
        return new ServedFlags(generation, Math.max(last, upTo), next);
    }

    Generation generation() {
        return generation;
    }

    /** The last entry that can have changed what any of them serves; -1 where there is none. */
    long last() {
        return last;
    }

    /** The last entry that can have changed what those of these products serve; -1 where there is none. */
    long last(Predicate<String> products) {
        long latest = -1;
        for (Map.Entry<String, Long> product : lastOfProduct.entrySet()) {
            if (product.getValue() > latest && products.test(product.getKey())) {
                latest = product.getValue();
            }
        }
        return latest;
    }

    /** The flag of this key; null where there is none. */
    @Nullable
    ServedFlag find(String key) {
        return found.get(key);
    }

    /** Those of these products, by their keys. */
    List<ServedFlag> of(Predicate<String> products) {
        return byKey.values().stream()
                .filter(flag -> products.test(flag.product()))
                .toList();
    }

    int size() {
        return found.size();
    }
}

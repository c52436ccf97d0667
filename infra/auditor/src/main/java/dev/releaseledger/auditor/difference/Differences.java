package dev.releaseledger.auditor.difference;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Finds what differs between two values: JSON, or states made of records and collections. As a JSON Patch, in their order,
 * the differences turn the JSON of the one into that of the other.
 */
public final class Differences {
    private final List<Difference> found = new ArrayList<>();

    private Differences() {}

    /** What differs, objects in the order of their fields; nothing when they are the same. */
    public static List<Difference> between(@Nullable Object was, @Nullable Object now) {
        Differences differences = new Differences();
        differences.compare(Place.ROOT, was, now);
        return List.copyOf(differences.found);
    }

    /** The value as the JSON that its differences are about. */
    public static JsonNode json(@Nullable Object value) {
        return View.json(value);
    }

    private void compare(Place place, @Nullable Object was, @Nullable Object now) {
        if (was == now) {
            return;
        }
        View before = View.of(was);
        View after = View.of(now);
        if (before instanceof View.Fields old && after instanceof View.Fields young) {
            compareFields(place, old.byName(), young.byName());
        } else if (before instanceof View.Elements old && after instanceof View.Elements young) {
            compareElements(place, old.values(), young.values());
        } else if (!before.equals(after)) {
            found.add(new Difference.Replaced(place, View.json(was), View.json(now)));
        }
    }

    private void compareFields(Place place, Map<String, Object> was, Map<String, Object> now) {
        was.forEach((name, value) -> {
            if (now.containsKey(name)) {
                compare(place.field(name), value, now.get(name));
            } else {
                found.add(new Difference.Removed(place.field(name), View.json(value)));
            }
        });
        now.forEach((name, value) -> {
            if (!was.containsKey(name)) {
                found.add(new Difference.Added(place.field(name), View.json(value)));
            }
        });
    }

    /** What comes first and last in both stays; in between one is held against the other, and the rest comes or goes. */
    private void compareElements(Place place, List<?> was, List<?> now) {
        int shorter = Math.min(was.size(), now.size());
        int from = 0;
        while (from < shorter && Objects.equals(was.get(from), now.get(from))) {
            from++;
        }
        int same = 0;
        while (same < shorter - from
                && Objects.equals(was.get(was.size() - 1 - same), now.get(now.size() - 1 - same))) {
            same++;
        }
        int both = shorter - same;
        for (int i = from; i < both; i++) {
            compare(place.element(i), was.get(i), now.get(i));
        }
        for (int i = was.size() - same - 1; i >= both; i--) {
            found.add(new Difference.Removed(place.element(i), View.json(was.get(i))));
        }
        for (int i = both; i < now.size() - same; i++) {
            found.add(new Difference.Added(place.element(i), View.json(now.get(i))));
        }
    }
}

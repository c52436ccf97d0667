package dev.releaseledger.events.policy;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/**
 * What changed from one policy to another. Elements of lists are told by what names them ({@code stages[QA]},
 * {@code criteria[unit-tests]}), not by where they stand, so that one more at the top is one difference; that known elements
 * changed places is a difference of its own. The version is not compared.
 */
public final class PolicyDiff {
    /** What names an element of a list, by precedence. */
    private static final List<String> NAMES = List.of("id", "stage", "value");

    private static final JsonMapper MAPPER = new JsonMapper();

    private PolicyDiff() {}

    /** What became of a part. */
    public enum Kind {
        ADDED,
        REMOVED,
        CHANGED
    }

    /**
     * A difference.
     *
     * @param path where, e.g. {@code stages[QA].criteria[unit-tests].validFor}
     * @param from what was there; null for something added
     * @param to what is there; null for something removed
     * @param kind what became of it
     */
    public record Difference(
            String path, @Nullable JsonNode from, @Nullable JsonNode to, Kind kind) {}

    /** Every difference, in the order of the policy's fields; empty where both say the same. */
    public static List<Difference> between(ReleasePolicy from, ReleasePolicy to) {
        List<Difference> differences = new ArrayList<>();
        compare("", PolicyDocument.write(from), PolicyDocument.write(to), differences);
        differences.removeIf(difference -> difference.path().equals("version"));
        return List.copyOf(differences);
    }

    private static void compare(
            String at, @Nullable JsonNode from, @Nullable JsonNode to, List<Difference> differences) {
        if (from == null || to == null) {
            if (from != to) {
                differences.add(new Difference(at, from, to, from == null ? Kind.ADDED : Kind.REMOVED));
            }
        } else if (from.isObject() && to.isObject()) {
            Set<String> names = new LinkedHashSet<>(from.propertyNames());
            names.addAll(to.propertyNames());
            names.forEach(
                    name -> compare(at.isEmpty() ? name : at + "." + name, from.get(name), to.get(name), differences));
        } else if (from.isArray() && to.isArray()) {
            compareLists(at, from, to, differences);
        } else if (!isSame(from, to)) {
            differences.add(new Difference(at, from, to, Kind.CHANGED));
        }
    }

    private static void compareLists(String at, JsonNode from, JsonNode to, List<Difference> differences) {
        Map<String, JsonNode> before = byName(from);
        Map<String, JsonNode> after = byName(to);
        Set<String> names = new LinkedHashSet<>(before.keySet());
        names.addAll(after.keySet());
        names.forEach(name -> compare(at + "[" + name + "]", before.get(name), after.get(name), differences));
        List<String> places =
                before.keySet().stream().filter(after::containsKey).toList();
        List<String> newPlaces =
                after.keySet().stream().filter(before::containsKey).toList();
        if (!places.equals(newPlaces)) {
            differences.add(new Difference(at, order(places), order(newPlaces), Kind.CHANGED));
        }
    }

    private static ArrayNode order(List<String> names) {
        ArrayNode order = MAPPER.createArrayNode();
        names.forEach(order::add);
        return order;
    }

    private static Map<String, JsonNode> byName(JsonNode list) {
        Map<String, JsonNode> elements = new LinkedHashMap<>();
        for (JsonNode element : list) {
            elements.put(nameOf(element), element);
        }
        return elements;
    }

    private static String nameOf(JsonNode element) {
        return NAMES.stream()
                .filter(element::has)
                .findFirst()
                .map(name -> element.get(name).asString())
                .orElseGet(() -> element.isString() ? element.stringValue() : element.toString());
    }

    private static boolean isSame(JsonNode from, JsonNode to) {
        if (from.isNumber() && to.isNumber()) {
            BigDecimal number = from.decimalValue();
            return number.compareTo(to.decimalValue()) == 0;
        }
        return from.equals(to);
    }
}

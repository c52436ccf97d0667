package dev.releaseledger.auditor.difference;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What a value says at a glance: of collections how much there is, or which where that is short, and a little of the rest. */
public final class Outline {
    private static final int MOST_NAMES = 6;
    private static final int LONGEST_NAME = 20;
    private static final int MOST_SCALARS = 2;

    private Outline() {}

    /** One line, e.g. {@code Release, plan (product checkout, version 2.5.0), changes 3, approvals DEVELOPMENT QA}. */
    public static String of(@Nullable Object value) {
        return switch (View.of(value)) {
            case View.Scalar scalar -> scalar.value().asString();
            case View.Elements elements -> Integer.toString(elements.values().size());
            case View.Fields fields -> {
                String line = fields.byName().entrySet().stream()
                        .filter(field -> !saysNothing(field.getValue()))
                        .map(Outline::field)
                        .collect(Collectors.joining(", "));
                yield line.isEmpty() ? "nothing yet" : line;
            }
        };
    }

    /** Whether a value is empty, or holds nothing but what is. */
    public static boolean saysNothing(@Nullable Object value) {
        return switch (View.of(value)) {
            case View.Scalar scalar -> scalar.value().isNull();
            case View.Elements elements -> elements.values().isEmpty();
            case View.Fields fields -> fields.byName().values().stream().allMatch(Outline::saysNothing);
        };
    }

    private static String field(Map.Entry<String, Object> field) {
        String name = field.getKey();
        return switch (View.of(field.getValue())) {
            case View.Scalar scalar ->
                (name.equals(View.KIND) ? "" : name + " ") + scalar.value().asString();
            case View.Elements elements -> name + " " + elements.values().size();
            case View.Fields inner when field.getValue() instanceof Record -> name + " (" + scalars(inner) + ")";
            case View.Fields inner -> name + " " + names(inner.byName().keySet());
        };
    }

    /** A record's own fields say what it is; those of a map say which there are. */
    private static String scalars(View.Fields record) {
        return record.byName().entrySet().stream()
                .flatMap(field -> View.of(field.getValue()) instanceof View.Scalar(JsonNode value)
                        ? Stream.of((field.getKey().equals(View.KIND) ? "" : field.getKey() + " ") + value.asString())
                        : Stream.empty())
                .limit(MOST_SCALARS)
                .collect(Collectors.joining(", "));
    }

    private static String names(Set<String> names) {
        boolean few = names.size() <= MOST_NAMES && names.stream().allMatch(name -> name.length() <= LONGEST_NAME);
        return few ? String.join(" ", names) : Integer.toString(names.size());
    }
}

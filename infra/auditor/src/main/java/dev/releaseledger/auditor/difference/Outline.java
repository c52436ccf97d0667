package dev.releaseledger.auditor.difference;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a value says at a glance: how much of everything there is, and of objects which. */
public final class Outline {
    private static final int MOST_NAMES = 6;

    private Outline() {}

    /** One line, e.g. {@code Release, plan {…}, changes 3, approvals DEVELOPMENT QA}; what is empty is left out. */
    public static String of(@Nullable Object value) {
        return switch (View.of(value)) {
            case View.Scalar scalar -> scalar.value().asString();
            case View.Elements elements -> elements.values().size() + " elements";
            case View.Fields fields -> {
                String line = fields.byName().entrySet().stream()
                        .flatMap(Outline::field)
                        .collect(Collectors.joining(", "));
                yield line.isEmpty() ? "nothing" : line;
            }
        };
    }

    private static Stream<String> field(Map.Entry<String, Object> field) {
        String name = field.getKey();
        return switch (View.of(field.getValue())) {
            case View.Scalar scalar ->
                Stream.of(
                        name.equals(View.KIND)
                                ? scalar.value().asString()
                                : name + " " + scalar.value().asString());
            case View.Elements elements ->
                elements.values().isEmpty()
                        ? Stream.empty()
                        : Stream.of(name + " " + elements.values().size());
            case View.Fields inner -> inner(inner).map(words -> name + " " + words);
        };
    }

    /** Names alone where they are few; objects in which everything is empty say nothing. */
    private static Stream<String> inner(View.Fields fields) {
        if (fields.byName().values().stream().allMatch(Outline::isEmpty)) {
            return Stream.empty();
        }
        Object kind = fields.byName().get(View.KIND);
        if (kind != null) {
            return Stream.of(kind.toString());
        }
        if (fields.byName().size() > MOST_NAMES) {
            return Stream.of(Integer.toString(fields.byName().size()));
        }
        return Stream.of(String.join(" ", fields.byName().keySet()));
    }

    private static boolean isEmpty(Object value) {
        return switch (View.of(value)) {
            case View.Scalar scalar -> scalar.value().isNull();
            case View.Elements elements -> elements.values().isEmpty();
            case View.Fields fields -> fields.byName().values().stream().allMatch(Outline::isEmpty);
        };
    }
}

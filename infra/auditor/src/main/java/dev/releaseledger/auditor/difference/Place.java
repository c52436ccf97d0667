package dev.releaseledger.auditor.difference;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A place within a JSON value: the steps that lead to it from the root. */
public record Place(List<Step> steps) {
    /** The whole value. */
    public static final Place ROOT = new Place(List.of());

    /** Copies the steps. */
    public Place {
        steps = List.copyOf(steps);
    }

    /** One step further in. */
    public sealed interface Step {
        /** Into the field of this name. */
        record Field(String name) implements Step {}

        /** Into the element at this index. */
        record Element(int index) implements Step {}
    }

    Place field(String name) {
        return and(new Step.Field(name));
    }

    Place element(int index) {
        return and(new Step.Element(index));
    }

    private Place and(Step next) {
        return new Place(Stream.concat(steps.stream(), Stream.of(next)).toList());
    }

    /** The place as a JSON Pointer (RFC 6901). */
    public String pointer() {
        return steps.stream()
                .map(step -> switch (step) {
                    case Step.Field field ->
                        "/" + field.name().replace("~", "~0").replace("/", "~1");
                    case Step.Element element -> "/" + element.index();
                })
                .collect(Collectors.joining());
    }

    /** The place as people read it, e.g. {@code approvals.QA.roles[0]}; a name with more than letters, digits and {@code _-} is quoted. */
    public String words() {
        StringBuilder words = new StringBuilder();
        for (Step step : steps) {
            switch (step) {
                case Step.Field field -> {
                    if (field.name().matches("[\\w-]+")) {
                        words.append(words.isEmpty() ? "" : ".").append(field.name());
                    } else {
                        words.append("[\"").append(field.name()).append("\"]");
                    }
                }
                case Step.Element element ->
                    words.append('[').append(element.index()).append(']');
            }
        }
        return words.isEmpty() ? "everything" : words.toString();
    }
}

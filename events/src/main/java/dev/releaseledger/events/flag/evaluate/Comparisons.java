package dev.releaseledger.events.flag.evaluate;

import dev.releaseledger.events.flag.Condition;
import dev.releaseledger.events.flag.Rfc3339;
import dev.releaseledger.events.flag.Semver;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** How each operator compares. What is of another kind than the operator takes does not compare: neither so nor otherwise. */
final class Comparisons {
    private Comparisons() {}

    static Matcher of(Condition.Comparison comparison) {
        AttributePath path = new AttributePath(comparison.attribute());
        Predicate<JsonNode> holds = holds(comparison);
        return context -> {
            JsonNode attribute = path.in(context);
            return attribute != null && holds.test(attribute);
        };
    }

    private static Predicate<JsonNode> holds(Condition.Comparison comparison) {
        return switch (comparison.operator()) {
            case EQUALS -> equalTo(comparison);
            case IN -> in(comparison);
            case NOT_IN -> {
                Predicate<JsonNode> in = in(comparison);
                yield attribute -> !attribute.isObject() && !in.test(attribute);
            }
            case STARTS_WITH -> text(comparison, String::startsWith);
            case ENDS_WITH -> text(comparison, String::endsWith);
            case CONTAINS -> text(comparison, String::contains);
            case LESS -> ordered(comparison, Comparisons::number, order -> order < 0);
            case AT_MOST -> ordered(comparison, Comparisons::number, order -> order <= 0);
            case GREATER -> ordered(comparison, Comparisons::number, order -> order > 0);
            case AT_LEAST -> ordered(comparison, Comparisons::number, order -> order >= 0);
            case BEFORE -> ordered(comparison, text(Rfc3339::parse), order -> order < 0);
            case AFTER -> ordered(comparison, text(Rfc3339::parse), order -> order > 0);
            case SEMVER_EQUALS -> ordered(comparison, text(Semver::parse), order -> order == 0);
            case SEMVER_LESS -> ordered(comparison, text(Semver::parse), order -> order < 0);
            case SEMVER_AT_MOST -> ordered(comparison, text(Semver::parse), order -> order <= 0);
            case SEMVER_GREATER -> ordered(comparison, text(Semver::parse), order -> order > 0);
            case SEMVER_AT_LEAST -> ordered(comparison, text(Semver::parse), order -> order >= 0);
            case PRESENT -> attribute -> true;
        };
    }

    private static Predicate<JsonNode> equalTo(Condition.Comparison comparison) {
        Set<Object> values = scalars(comparison);
        return attribute -> isAmong(values, attribute);
    }

    private static Predicate<JsonNode> in(Condition.Comparison comparison) {
        Set<Object> values = scalars(comparison);
        return attribute -> {
            if (!attribute.isArray()) {
                return isAmong(values, attribute);
            }
            for (JsonNode element : attribute) {
                if (isAmong(values, element)) {
                    return true;
                }
            }
            return false;
        };
    }

    private static Set<Object> scalars(Condition.Comparison comparison) {
        Set<Object> values = new HashSet<>();
        for (JsonNode value : comparison.values()) {
            Object scalar = scalar(value);
            if (scalar != null) {
                values.add(scalar);
            }
        }
        return values;
    }

    private static boolean isAmong(Set<Object> values, JsonNode attribute) {
        Object scalar = scalar(attribute);
        return scalar != null && values.contains(scalar);
    }

    /** The value as Java tells it from others: 5 and 5.0 are one number. */
    private static @Nullable Object scalar(JsonNode node) {
        if (node.isString()) {
            return node.stringValue();
        }
        if (node.isBoolean()) {
            return node.booleanValue();
        }
        BigDecimal number = number(node);
        return number == null ? null : number.stripTrailingZeros();
    }

    private static Predicate<JsonNode> text(Condition.Comparison comparison, BiPredicate<String, String> holds) {
        String[] values = comparison.values().stream()
                .filter(JsonNode::isString)
                .map(JsonNode::stringValue)
                .toArray(String[]::new);
        return attribute -> {
            if (attribute.isString()) {
                String text = attribute.stringValue();
                for (String value : values) {
                    if (holds.test(text, value)) {
                        return true;
                    }
                }
            }
            return false;
        };
    }

    private static <T extends Comparable<? super T>> Predicate<JsonNode> ordered(
            Condition.Comparison comparison, Function<JsonNode, @Nullable T> read, IntPredicate holds) {
        T value = comparison.values().isEmpty()
                ? null
                : read.apply(comparison.values().getFirst());
        if (value == null) {
            return attribute -> false;
        }
        return attribute -> {
            T compared = read.apply(attribute);
            return compared != null && holds.test(compared.compareTo(value));
        };
    }

    private static <T> Function<JsonNode, @Nullable T> text(Function<String, @Nullable T> parse) {
        return node -> node.isString() ? parse.apply(node.stringValue()) : null;
    }

    private static @Nullable BigDecimal number(JsonNode node) {
        return node.isNumber() ? node.decimalValueOpt().orElse(null) : null;
    }
}

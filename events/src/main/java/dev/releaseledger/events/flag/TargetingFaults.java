package dev.releaseledger.events.flag;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * What is wrong with targeting rules as JSON: everything at once, each with its path and what would be right. Rules without a
 * fault are read by the entries' mapper. Which variants there are is the flag's to say: {@link TargetingServesItsVariants}.
 */
public final class TargetingFaults {
    /** How many rules a flag has at most. */
    public static final int MOST_RULES = 100;
    /** How many conditions are within one another at most. */
    public static final int DEEPEST = 5;
    /** Of how many conditions a rule is at most. */
    public static final int MOST_CONDITIONS = 200;

    /** How many characters a text to compare with has at most. */
    public static final int LONGEST_TEXT = 1_000;

    private static final int LONGEST_ATTRIBUTE = 200;
    private static final int MOST_FAULTS = 100;
    private static final int MOST_DIGITS = 40;
    private static final String CONDITION = "an object with all, any, not, or attribute, operator and values";
    private static final Pattern ID = Pattern.compile(FlagKey.FORM);

    private final List<FlagFault> faults = new ArrayList<>();
    private int conditions;

    private TargetingFaults() {}

    /**
     * What is wrong with these rules, in their order; the first 100 faults.
     *
     * @param rules what should be an array of {@link TargetingRule}
     */
    public static List<FlagFault> in(JsonNode rules) {
        TargetingFaults found = new TargetingFaults();
        found.rules(rules);
        return List.copyOf(found.faults);
    }

    private void rules(JsonNode rules) {
        if (!rules.isArray()) {
            add("rules", "is " + kind(rules), "an array");
            return;
        }
        if (rules.size() > MOST_RULES) {
            add("rules", "has " + rules.size() + " elements", "at most " + MOST_RULES);
            return;
        }
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < rules.size(); i++) {
            rule("rules[" + i + "]", rules.get(i), ids);
        }
    }

    private void rule(String at, JsonNode rule, Set<String> ids) {
        if (!rule.isObject()) {
            add(at, "is " + kind(rule), "an object with id, when and serve");
            return;
        }
        onlyFields(at, rule, List.of("id", "when", "serve"));
        JsonNode id = rule.path("id");
        if (!id.isString() || !ID.matcher(id.stringValue()).matches()) {
            add(at + ".id", "is " + shown(id), "text that matches " + FlagKey.FORM);
        } else if (!ids.add(id.stringValue())) {
            add(at + ".id", "is " + shown(id) + ", which is there twice", "each once");
        }
        JsonNode serve = rule.path("serve");
        if (!serve.isString() || serve.stringValue().isBlank()) {
            add(at + ".serve", "is " + shown(serve), "the name of a variant");
        }
        conditions = 0;
        condition(at + ".when", rule.path("when"), 1);
        if (conditions > MOST_CONDITIONS) {
            add(at + ".when", "has more than " + MOST_CONDITIONS + " conditions", "at most " + MOST_CONDITIONS);
        }
    }

    private void condition(String at, JsonNode condition, int depth) {
        if (depth > DEEPEST) {
            add(at, "is " + depth + " conditions deep", "at most " + DEEPEST);
            return;
        }
        if (++conditions > MOST_CONDITIONS) {
            return;
        }
        if (!condition.isObject()) {
            add(at, "is " + kind(condition), CONDITION);
        } else if (condition.has("all")) {
            onlyFields(at, condition, List.of("all"));
            conditions(at + ".all", condition.get("all"), depth);
        } else if (condition.has("any")) {
            onlyFields(at, condition, List.of("any"));
            conditions(at + ".any", condition.get("any"), depth);
        } else if (condition.has("not")) {
            onlyFields(at, condition, List.of("not"));
            condition(at + ".not", condition.get("not"), depth + 1);
        } else if (condition.has("attribute") || condition.has("operator") || condition.has("values")) {
            onlyFields(at, condition, List.of("attribute", "operator", "values"));
            comparison(at, condition);
        } else {
            add(at, "has none of the fields of a condition", CONDITION);
        }
    }

    private void conditions(String at, JsonNode conditions, int depth) {
        if (!conditions.isArray() || conditions.isEmpty()) {
            add(at, conditions.isArray() ? "is empty" : "is " + kind(conditions), "an array of conditions");
            return;
        }
        for (int i = 0; i < conditions.size() && this.conditions <= MOST_CONDITIONS; i++) {
            condition(at + "[" + i + "]", conditions.get(i), depth + 1);
        }
    }

    private void comparison(String at, JsonNode comparison) {
        JsonNode attribute = comparison.path("attribute");
        if (!attribute.isString()
                || attribute.stringValue().isBlank()
                || attribute.stringValue().length() > LONGEST_ATTRIBUTE) {
            add(at + ".attribute", "is " + shown(attribute), "text of 1 to " + LONGEST_ATTRIBUTE + " characters");
        }
        JsonNode name = comparison.path("operator");
        Arrays.stream(Operator.values())
                .filter(operator -> name.isString() && operator.name().equals(name.stringValue()))
                .findFirst()
                .ifPresentOrElse(
                        operator -> values(at + ".values", operator, comparison.path("values")),
                        () -> add(
                                at + ".operator",
                                "is " + shown(name),
                                "one of "
                                        + Arrays.stream(Operator.values())
                                                .map(Operator::name)
                                                .collect(Collectors.joining(", "))));
    }

    private void values(String at, Operator operator, JsonNode values) {
        if (!values.isArray()) {
            add(at, "is " + kind(values), "an array");
            return;
        }
        int most = operator.mostValues();
        int least = Math.min(1, most);
        if (values.size() < least || values.size() > most) {
            add(
                    at,
                    "has " + values.size() + " elements",
                    (least == most ? "" + most : least + " to " + most) + " for " + operator);
            return;
        }
        for (int i = 0; i < values.size(); i++) {
            JsonNode value = values.get(i);
            if (!fits(operator.operand(), value)) {
                add(at + "[" + i + "]", "is " + shown(value), inWords(operator.operand()) + " for " + operator);
            }
        }
    }

    private static boolean fits(Operator.Operand operand, JsonNode value) {
        return switch (operand) {
            case SCALAR -> isText(value) || isNumber(value) || value.isBoolean();
            case TEXT -> isText(value) && !value.stringValue().isEmpty();
            case NUMBER -> isNumber(value);
            case TIME -> value.isString() && Rfc3339.parse(value.stringValue()) != null;
            case VERSION -> value.isString() && Semver.parse(value.stringValue()) != null;
            case NONE -> false;
        };
    }

    private static String inWords(Operator.Operand operand) {
        return switch (operand) {
            case SCALAR -> "text of at most " + LONGEST_TEXT + " characters, a number, true or false";
            case TEXT -> "text of 1 to " + LONGEST_TEXT + " characters";
            case NUMBER -> "a number of at most " + MOST_DIGITS + " digits";
            case TIME -> "a time as in RFC 3339, e.g. 2026-03-02T08:00:00Z";
            case VERSION -> "a version as in Semantic Versioning, e.g. 2.5.0-rc.1";
            case NONE -> "nothing";
        };
    }

    private static boolean isText(JsonNode value) {
        return value.isString() && value.stringValue().length() <= LONGEST_TEXT;
    }

    private static boolean isNumber(JsonNode value) {
        return value.isNumber()
                && value.decimalValueOpt()
                        .filter(number -> number.precision() <= MOST_DIGITS && Math.abs(number.scale()) <= MOST_DIGITS)
                        .isPresent();
    }

    private void onlyFields(String at, JsonNode object, List<String> fields) {
        for (String name : object.propertyNames()) {
            if (!fields.contains(name)) {
                add(at + "." + abridged(name), "is not a field here", String.join(", ", fields));
            }
        }
    }

    private void add(String path, String fault, String expected) {
        if (faults.size() < MOST_FAULTS) {
            faults.add(new FlagFault(path, fault, expected));
        }
    }

    private static String shown(JsonNode node) {
        return node.isString() ? "\"" + abridged(node.stringValue()) + "\"" : kind(node);
    }

    /** What was sent, as far as it is shown back: short, and without control characters. */
    private static String abridged(String text) {
        String shown = text.length() > 60 ? text.substring(0, 60) + "…" : text;
        return shown.replaceAll("[\\p{Cntrl}\\p{Cs}]", "\uFFFD");
    }

    private static String kind(JsonNode node) {
        return switch (node.getNodeType()) {
            case ARRAY -> "an array";
            case BINARY, POJO, MISSING -> "missing";
            case BOOLEAN -> "a boolean";
            case NULL -> "null";
            case NUMBER -> "a number";
            case OBJECT -> "an object";
            case STRING -> "a string";
        };
    }
}

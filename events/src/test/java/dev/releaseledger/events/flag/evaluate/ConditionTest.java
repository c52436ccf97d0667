package dev.releaseledger.events.flag.evaluate;

import static dev.releaseledger.events.flag.evaluate.Flags.json;
import static dev.releaseledger.events.flag.evaluate.Flags.where;
import static org.assertj.core.api.Assertions.assertThat;

import dev.releaseledger.events.flag.Condition;
import dev.releaseledger.events.flag.Operator;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Whom a condition is about. */
class ConditionTest {
    private static boolean matches(Condition condition, String context) {
        return Matcher.of(condition).matches(new EvaluationContext(json(context)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "EQUALS|'\"a\"'|'\"a\"'|true",
                "EQUALS|'\"a\"'|'\"A\"'|false",
                "EQUALS|5|5.0|true",
                "EQUALS|5|'\"5\"'|false",
                "EQUALS|true|true|true",
                "EQUALS|'\"\"'|'\"\"'|true",
                "EQUALS|'\"a\"'|'[\"a\"]'|false",
                "IN|'\"a\",7'|7|true",
                "IN|'\"a\",7'|'[\"x\",\"a\"]'|true",
                "IN|'\"a\",7'|'[]'|false",
                "IN|'\"a\",7'|'{\"a\":7}'|false",
                "NOT_IN|'\"a\",7'|8|true",
                "NOT_IN|'\"a\",7'|'[\"x\",\"a\"]'|false",
                "NOT_IN|'\"a\",7'|'[\"x\"]'|true",
                "NOT_IN|'\"a\",7'|'{\"a\":7}'|false",
                "STARTS_WITH|'\"de-\",\"at-\"'|'\"at-9\"'|true",
                "STARTS_WITH|'\"de-\"'|'\"at-9\"'|false",
                "ENDS_WITH|'\"@example.com\"'|'\"rosa@example.com\"'|true",
                "CONTAINS|'\"b\"'|'\"abc\"'|true",
                "CONTAINS|'\"b\"'|7|false",
                "LESS|5|4.999|true",
                "LESS|5|5|false",
                "AT_MOST|5|5.00|true",
                "GREATER|5|1e400|true",
                "GREATER|5|5|false",
                "AT_LEAST|5|5|true",
                "AT_LEAST|5|'\"6\"'|false",
                "BEFORE|'\"2026-03-02T08:00:00Z\"'|'\"2026-03-02T08:59:59+01:00\"'|true",
                "AFTER|'\"2026-03-02T08:00:00Z\"'|'\"2026-03-02T08:00:00Z\"'|false",
                "AFTER|'\"2026-03-02T08:00:00Z\"'|'\"soon\"'|false",
                "SEMVER_EQUALS|'\"2.5.0\"'|'\"2.5.0+7\"'|true",
                "SEMVER_LESS|'\"2.5.0\"'|'\"2.5.0-rc.1\"'|true",
                "SEMVER_AT_MOST|'\"2.5.0\"'|'\"2.5.0\"'|true",
                "SEMVER_GREATER|'\"2.9.0\"'|'\"2.10.0\"'|true",
                "SEMVER_AT_LEAST|'\"2.5.0\"'|'\"v2.6.0\"'|false",
                "PRESENT|''|false|true",
                "PRESENT|''|null|false",
            })
    void eachOperatorComparesSo(Operator operator, String values, String attribute, boolean holds) {
        Condition condition = new Condition.Comparison(
                "attribute", operator, List.copyOf(json("[" + values + "]").values()));
        assertThat(matches(condition, "{\"attribute\":" + attribute + "}")).isEqualTo(holds);
    }

    @ParameterizedTest
    @EnumSource
    void givenNoSuchAttribute_nothingHolds(Operator operator) {
        assertThat(matches(where("attribute", operator, "\"1.0.0\""), "{\"other\":1}"))
                .isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void givenAnAttributeOfAnyKind_evaluatingNeverFails(Operator operator) {
        for (String value : Set.of("\"x\"", "7", "true", "\"2.5.0\"", "\"2026-03-02T08:00:00Z\"")) {
            for (String attribute : Set.of("\"\"", "1e999999999", "-0.0", "[[]]", "{\"a\":{}}", "null", "false")) {
                matches(where("attribute", operator, value), "{\"attribute\":" + attribute + "}");
            }
        }
    }

    @Test
    void aDotLeadsIntoObjects_unlessTheWholeNameIsThere() {
        Condition gold = where("user.plan", Operator.EQUALS, "\"gold\"");
        assertThat(matches(gold, "{\"user\":{\"plan\":\"gold\"}}")).isTrue();
        assertThat(matches(gold, "{\"user.plan\":\"gold\"}")).isTrue();
        assertThat(matches(gold, "{\"user.plan\":\"silver\",\"user\":{\"plan\":\"gold\"}}"))
                .isFalse();
        assertThat(matches(gold, "{\"user\":\"gold\"}")).isFalse();
        assertThat(matches(gold, "{\"user\":[{\"plan\":\"gold\"}]}")).isFalse();
    }

    @Test
    void theTargetingKeyIsAnAttributeToo() {
        assertThat(matches(where("targetingKey", Operator.IN, "\"rosa\""), "{\"targetingKey\":\"rosa\"}"))
                .isTrue();
    }

    @Test
    void aNegatedComparisonHoldsOfWhatCannotBeCompared_unlessItHasToBePresent() {
        Condition notOld = new Condition.Not(where("age", Operator.AT_LEAST, "65"));
        Condition known = new Condition.All(List.of(where("age", Operator.PRESENT), notOld));
        assertThat(matches(notOld, "{}")).isTrue();
        assertThat(matches(notOld, "{\"age\":null}")).isTrue();
        assertThat(matches(notOld, "{\"age\":\"70\"}")).isTrue();
        assertThat(matches(notOld, "{\"age\":70}")).isFalse();
        assertThat(matches(known, "{}")).isFalse();
        assertThat(matches(known, "{\"age\":null}")).isFalse();
        assertThat(matches(known, "{\"age\":30}")).isTrue();
    }

    @Test
    void conditionsAreJoined() {
        Condition here = where("a", Operator.PRESENT);
        Condition there = where("b", Operator.PRESENT);
        assertThat(matches(new Condition.All(List.of(here, there)), "{\"a\":1,\"b\":1}"))
                .isTrue();
        assertThat(matches(new Condition.All(List.of(here, there)), "{\"a\":1}"))
                .isFalse();
        assertThat(matches(new Condition.Any(List.of(here, there)), "{\"b\":1}"))
                .isTrue();
        assertThat(matches(new Condition.Any(List.of(here, there)), "{}")).isFalse();
        assertThat(matches(new Condition.Not(here), "{}")).isTrue();
        assertThat(matches(new Condition.Not(here), "{\"a\":1}")).isFalse();
    }
}

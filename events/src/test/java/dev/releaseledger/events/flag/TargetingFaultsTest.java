package dev.releaseledger.events.flag;

import static dev.releaseledger.events.flag.FlagStory.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.releaseledger.events.envelope.EntryJson;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong with rules is said with its path, all of it at once. */
class TargetingFaultsTest {
    private static final String SOUND = comparison("plan", "EQUALS", "\"gold\"");

    private static String comparison(String attribute, String operator, String... values) {
        return "{\"attribute\":\"" + attribute + "\",\"operator\":\"" + operator + "\",\"values\":["
                + String.join(",", values) + "]}";
    }

    private static String rule(String id, String when) {
        return "{\"id\":\"" + id + "\",\"when\":" + when + ",\"serve\":\"on\"}";
    }

    private static List<FlagFault> faultsOf(String when) {
        return TargetingFaults.in(json("[" + rule("first", when) + "]"));
    }

    private static String all(List<String> conditions) {
        return "{\"all\":[" + String.join(",", conditions) + "]}";
    }

    private static String nested(int depth) {
        return depth == 1 ? SOUND : "{\"not\":" + nested(depth - 1) + "}";
    }

    private static String numbers(int count) {
        return IntStream.range(0, count).mapToObj(Integer::toString).collect(Collectors.joining(","));
    }

    @Test
    void givenSoundRules_nothingIsWrongAndTheyAreReadAsTheyWere() {
        String rules = "[" + rule("first", all(List.of(SOUND, nested(3)))) + ","
                + rule("second", "{\"any\":[" + comparison("id", "PRESENT") + "]}") + "]";

        assertThat(TargetingFaults.in(json(rules))).isEmpty();
        TargetingRule[] read = EntryJson.mapper().readValue(rules, TargetingRule[].class);
        assertThat(EntryJson.mapper().writeValueAsString(read)).isEqualTo(rules);
    }

    @Test
    void givenSeveralFaults_allAreNamedAtOnce() {
        assertThat(TargetingFaults.in(json("""
                        [{"id":"A b","when":{"all":[{"attribute":"plan","operator":"LIKE","values":["x"]},7]},"serve":""},
                         {"id":"ok","when":{"attribute":"","operator":"EQUALS","values":[]},"serve":"on","then":1},
                         {"id":"ok","when":{"every":[]},"serve":"on"}]""")))
                .extracting(FlagFault::path)
                .containsExactly(
                        "rules[0].id",
                        "rules[0].serve",
                        "rules[0].when.all[0].operator",
                        "rules[0].when.all[1]",
                        "rules[1].then",
                        "rules[1].when.attribute",
                        "rules[1].when.values",
                        "rules[2].id",
                        "rules[2].when");
    }

    @Test
    void givenAnUnknownOperator_theKnownOnesAreSaid() {
        assertThat(faultsOf("{\"all\":[" + comparison("plan", "MATCHES", "\"x\"") + "]}"))
                .singleElement()
                .satisfies(fault -> {
                    assertThat(fault.path()).isEqualTo("rules[0].when.all[0].operator");
                    assertThat(fault.fault()).isEqualTo("is \"MATCHES\"");
                    assertThat(fault.expected()).startsWith("one of EQUALS, IN, NOT_IN");
                });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "EQUALS|{}|text of at most 1000 characters, a number, true or false for EQUALS",
                "IN|null|text of at most 1000 characters, a number, true or false for IN",
                "STARTS_WITH|7|text of 1 to 1000 characters for STARTS_WITH",
                "CONTAINS|\"\"|text of 1 to 1000 characters for CONTAINS",
                "LESS|\"7\"|a number of at most 40 digits for LESS",
                "AT_LEAST|1e41|a number of at most 40 digits for AT_LEAST",
                "BEFORE|\"tomorrow\"|a time as in RFC 3339, e.g. 2026-03-02T08:00:00Z for BEFORE",
                "SEMVER_LESS|\"2.5\"|a version as in Semantic Versioning, e.g. 2.5.0-rc.1 for SEMVER_LESS",
            })
    void givenAValueOfTheWrongKind_itIsSaidWhichIsRight(String operator, String value, String expected) {
        assertThat(faultsOf(comparison("plan", operator, value)))
                .singleElement()
                .satisfies(fault -> {
                    assertThat(fault.path()).isEqualTo("rules[0].when.values[0]");
                    assertThat(fault.expected()).isEqualTo(expected);
                });
    }

    @ParameterizedTest
    @CsvSource({
        "EQUALS, 0, 1 for EQUALS",
        "EQUALS, 2, 1 for EQUALS",
        "PRESENT, 1, 0 for PRESENT",
        "IN, 0, 1 to 1000 for IN",
        "IN, 1001, 1 to 1000 for IN"
    })
    void givenTooFewOrTooManyValues_itIsSaidHowManyThereAre(String operator, int count, String expected) {
        assertThat(faultsOf(comparison("plan", operator, numbers(count))))
                .containsExactly(new FlagFault("rules[0].when.values", "has " + count + " elements", expected));
    }

    @Test
    void givenAThousandValues_theyAreCompared() {
        assertThat(faultsOf(comparison("plan", "IN", numbers(1_000)))).isEmpty();
    }

    @Test
    void givenConditionsDeeperThanFive_theDepthIsRefused() {
        assertThat(faultsOf(nested(5))).isEmpty();
        assertThat(faultsOf(nested(6)))
                .containsExactly(
                        new FlagFault("rules[0].when.not.not.not.not.not", "is 6 conditions deep", "at most 5"));
        assertThat(faultsOf(nested(400))).hasSize(1);
    }

    @Test
    void givenMoreThanTwoHundredConditions_theyAreRefused() {
        assertThat(faultsOf(all(Collections.nCopies(199, SOUND)))).isEmpty();
        assertThat(faultsOf(all(Collections.nCopies(200, SOUND))))
                .containsExactly(new FlagFault("rules[0].when", "has more than 200 conditions", "at most 200"));
    }

    @Test
    void givenMoreThanAHundredRules_theyAreRefused() {
        assertThat(TargetingFaults.in(json("[" + rules(100) + "]"))).isEmpty();
        assertThat(TargetingFaults.in(json("[" + rules(101) + "]")))
                .containsExactly(new FlagFault("rules", "has 101 elements", "at most 100"));
    }

    private static String rules(int count) {
        return IntStream.range(0, count).mapToObj(i -> rule("r" + i, SOUND)).collect(Collectors.joining(","));
    }

    @Test
    void givenAConditionOfTwoKinds_itIsRefused() {
        assertThat(faultsOf("{\"not\":" + SOUND + ",\"all\":[" + SOUND + "]}"))
                .containsExactly(new FlagFault("rules[0].when.not", "is not a field here", "all"));
    }

    @Test
    void givenNoRules_nothingIsWrong_andWithoutAnArrayItIs() {
        assertThat(TargetingFaults.in(json("[]"))).isEmpty();
        assertThat(TargetingFaults.in(json("{}"))).containsExactly(new FlagFault("rules", "is an object", "an array"));
        assertThat(TargetingFaults.in(json("{}").path("rules")))
                .containsExactly(new FlagFault("rules", "is missing", "an array"));
    }

    @Test
    void givenAFaultForEachRuleAndMore_theFirstHundredAreSaid() {
        String bad = all(Collections.nCopies(50, "7"));
        assertThat(TargetingFaults.in(json("[" + rule("a", bad) + "," + rule("b", bad) + "," + rule("c", bad) + "]")))
                .hasSize(100);
    }

    @Test
    void whatIsShownBackIsShortAndWithoutControlCharacters() {
        assertThat(faultsOf(comparison("plan", "X\\u0007" + "y".repeat(100), "7"))
                        .getFirst()
                        .fault())
                .startsWith("is \"X\uFFFDyyy")
                .endsWith("…\"")
                .hasSizeLessThan(80);
    }
}

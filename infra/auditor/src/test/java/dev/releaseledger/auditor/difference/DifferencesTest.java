package dev.releaseledger.auditor.difference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.releaseledger.events.envelope.EntryJson;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.pcollections.TreePVector;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

class DifferencesTest {
    sealed interface Standing {
        record Open() implements Standing {}

        record Closed(String by) implements Standing {}
    }

    enum Weight {
        LIGHT,
        HEAVY
    }

    record Door(String name, Standing standing, Set<Weight> weights, Map<Weight, List<Integer>> locks) {}

    private final Door open =
            new Door("front", new Standing.Open(), Set.of(Weight.LIGHT), Map.of(Weight.HEAVY, List.of(1, 2)));

    @Test
    void whatIsTheSameDiffersInNothing() {
        assertThat(Differences.between(
                        open, new Door("front", new Standing.Open(), Set.of(Weight.LIGHT), open.locks())))
                .isEmpty();
    }

    @Test
    void aRecordsDifferencesAreReadAsPaths() {
        Door closed = new Door(
                "front",
                new Standing.Closed("me"),
                Set.of(Weight.LIGHT, Weight.HEAVY),
                Map.of(Weight.HEAVY, List.of(1, 3, 2), Weight.LIGHT, List.of()));

        assertThat(Differences.between(open, closed))
                .extracting(Difference::words)
                .containsExactly(
                        "  standing.is: \"Open\" -> \"Closed\"",
                        "+ standing.by: \"me\"",
                        "+ weights[0]: \"HEAVY\"",
                        "+ locks.HEAVY[1]: 3",
                        "+ locks.LIGHT: []");
    }

    @Test
    void aStateAsJsonSaysOfWhichKindItIs_andTheSameInEveryProcess() {
        assertThat(Differences.json(open))
                .hasToString(
                        "{\"name\":\"front\",\"standing\":{\"is\":\"Open\"},\"weights\":[\"LIGHT\"],\"locks\":{\"HEAVY\":[1,2]}}");
    }

    @Test
    void namesWithSlashesAndDotsArePointedAtAsRfc6901Says() {
        JsonNode was = json("{\"a/b\":{\"c~d\":1}}");
        JsonNode now = json("{\"a/b\":{\"c~d\":2}}");

        assertThat(Differences.between(was, now)).singleElement().satisfies(difference -> {
            assertThat(difference.place().pointer()).isEqualTo("/a~1b/c~0d");
            assertThat(difference.place().words()).isEqualTo("[\"a/b\"][\"c~d\"]");
        });
    }

    @Test
    void whatWasAppendedIsOneAddition_howeverLongTheList() {
        TreePVector<Integer> was = TreePVector.from(List.of(1, 2, 3));

        assertThat(Differences.between(was, was.plus(4)))
                .extracting(Difference::words)
                .containsExactly("+ [3]: 4");
        assertThat(Differences.between(was, was.minus(0)))
                .extracting(Difference::words)
                .containsExactly("- [0]: 1");
    }

    @Property(tries = 2_000)
    void asAJsonPatch_theDifferencesTurnTheOneIntoTheOther(
            @ForAll("values") JsonNode was, @ForAll("values") JsonNode now) {
        List<JsonNode> patch = Differences.between(was, now).stream()
                .map(Difference::operation)
                .toList();

        assertThat(JsonPatch.apply(was, patch)).isEqualTo(now);
        assertThat(patch.isEmpty()).isEqualTo(was.equals(now));
    }

    @Provide
    Arbitrary<JsonNode> values() {
        return nested(3);
    }

    private static Arbitrary<JsonNode> nested(int depth) {
        Arbitrary<JsonNode> plain =
                Arbitraries.of("1", "2", "null", "\"a\"", "\"b\"").map(DifferencesTest::json);
        if (depth == 0) {
            return plain;
        }
        Arbitrary<JsonNode> inner = nested(depth - 1);
        return Arbitraries.oneOf(
                plain,
                inner.list().ofMaxSize(4).map(DifferencesTest::array),
                Arbitraries.maps(Arbitraries.of("a", "b", "c/d", "e~f", ""), inner)
                        .ofMaxSize(4)
                        .map(DifferencesTest::object));
    }

    private static JsonNode array(List<JsonNode> values) {
        ArrayNode array = EntryJson.mapper().createArrayNode();
        array.addAll(values);
        return array;
    }

    private static JsonNode object(Map<String, JsonNode> fields) {
        ObjectNode object = EntryJson.mapper().createObjectNode();
        object.setAll(fields);
        return object;
    }

    private static JsonNode json(String text) {
        return EntryJson.mapper().readTree(text);
    }
}

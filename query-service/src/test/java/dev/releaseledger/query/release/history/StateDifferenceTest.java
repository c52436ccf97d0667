package dev.releaseledger.query.release.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class StateDifferenceTest {
    private static final JsonMapper JSON = new JsonMapper();

    private static List<String> between(@Nullable String before, @Nullable String after) {
        return StateDifference.between(
                        before == null ? null : JSON.readTree(before), after == null ? null : JSON.readTree(after))
                .stream()
                .map(found -> found.path() + ": " + found.before() + " -> " + found.after())
                .toList();
    }

    @Test
    void whatIsTheSameIsNoDifference() {
        assertThat(between("{\"a\":[{\"id\":\"x\"}]}", "{\"a\":[{\"id\":\"x\"}]}"))
                .isEmpty();
        assertThat(between(null, null)).isEmpty();
    }

    @Test
    void theFirstStateIsOneDifference() {
        assertThat(between(null, "{\"a\":1}")).containsExactly(": null -> {\"a\":1}");
    }

    @Test
    void whatChangedIsNamedByItsPath() {
        assertThat(between(
                        "{\"status\":\"PLANNED\",\"stages\":[{\"stage\":\"QA\",\"gate\":\"SHUT\"}]}",
                        "{\"status\":\"IN_PROGRESS\",\"stages\":[{\"stage\":\"QA\",\"gate\":\"OPEN\"}]}"))
                .containsExactly("/status: \"PLANNED\" -> \"IN_PROGRESS\"", "/stages/0/gate: \"SHUT\" -> \"OPEN\"");
        assertThat(between("{\"a/b~c\":1}", "{\"a/b~c\":2}")).containsExactly("/a~1b~0c: 1 -> 2");
    }

    @Test
    void whatComesLastInAListIsNamedAlone_andWhatGoesFromItsMiddleIsTheWholeList() {
        assertThat(between("{\"l\":[{\"id\":\"x\"}]}", "{\"l\":[{\"id\":\"x\"},{\"id\":\"y\"}]}"))
                .containsExactly("/l/1: null -> {\"id\":\"y\"}");
        assertThat(between("{\"l\":[{\"id\":\"x\"},{\"id\":\"y\"}]}", "{\"l\":[{\"id\":\"y\"}]}"))
                .containsExactly("/l: [{\"id\":\"x\"},{\"id\":\"y\"}] -> [{\"id\":\"y\"}]");
    }

    @Test
    void whatEveryEntryMovesOnIsLeftOut() {
        assertThat(between("{\"sequence\":1,\"position\":5}", "{\"sequence\":2,\"position\":9}"))
                .isEmpty();
    }
}

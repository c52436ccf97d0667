package dev.releaseledger.query.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.releaseledger.events.release.Stage;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueryParametersTest {
    private static QueryParameters given(String name, String... values) {
        return QueryParameters.of(Map.of(name, values));
    }

    @Test
    void whatIsNotGivenIsNoFault() {
        QueryParameters query = QueryParameters.of(Map.of());
        assertThat(query.oneOf("stage", Stage.class)).isEmpty();
        assertThat(query.limit(200, 50)).isEqualTo(50);
        assertThat(query.flag("states")).isFalse();
        query.done();
    }

    @Test
    void goodValuesAreRead() {
        assertThat(given("stage", "QA").oneOf("stage", Stage.class)).contains(Stage.QA);
        assertThat(given("limit", "200").limit(200, 50)).isEqualTo(200);
        assertThat(given("after", "-1").number("after", -1)).contains(-1L);
        assertThat(given("asOf", "12").moment("asOf")).contains(new Moment.Position(12));
        assertThat(given("asOf", "2026-01-31T13:00:00+01:00").moment("asOf"))
                .contains(new Moment.Time(Instant.parse("2026-01-31T12:00:00Z")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "0", "201", "1e2", "0x10", "01", "+5", " 5", "9999999999999999999999"})
    void aLimitIsAPlainNumberInItsRange(String text) {
        QueryParameters query = given("limit", text);
        assertThat(query.limit(200, 50)).isEqualTo(50);
        assertThatThrownBy(query::done).isInstanceOf(ProblemException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "-5", "now", "2026-01-31", "2026-13-01T00:00:00Z", "+999999999-01-01T00:00:00Z"})
    void aMomentIsAPositionOrATimeThatCanBeKept(String text) {
        QueryParameters query = given("asOf", text);
        assertThat(query.moment("asOf")).isEmpty();
        assertThatThrownBy(query::done).isInstanceOf(ProblemException.class);
    }

    @Test
    void whatIsGivenTwiceOrNotKnownIsAFault() {
        QueryParameters query =
                QueryParameters.of(Map.of("limit", new String[] {"1", "2"}, "colour", new String[] {"red"}));
        query.limit(200, 50);
        ProblemException problem = catchThrowableOfType(ProblemException.class, query::done);
        assertThat(problem.problem().faults())
                .containsExactly(
                        new Problem.Fault("limit", "given 2 times", "a whole number from 1 to 200, once"),
                        new Problem.Fault("colour", "not a parameter", "one of limit"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "1-1-1-1-1", "00000000-0000-7000-8000-00000000c0c0x"})
    void anIdIsAUuidInFull(String text) {
        assertThatThrownBy(() -> QueryParameters.id(text)).isInstanceOf(ProblemException.class);
    }
}

package dev.releaseledger.events.flag;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The precedence of semver.org, 2.0.0, section 11. */
class SemverTest {
    @Test
    void theExamplesOfTheSpecificationAreInItsOrder() {
        List<String> ascending = List.of(
                "1.0.0-alpha",
                "1.0.0-alpha.1",
                "1.0.0-alpha.beta",
                "1.0.0-beta",
                "1.0.0-beta.2",
                "1.0.0-beta.11",
                "1.0.0-rc.1",
                "1.0.0",
                "2.0.0",
                "2.1.0",
                "2.1.1");
        for (int i = 0; i < ascending.size(); i++) {
            for (int j = 0; j < ascending.size(); j++) {
                assertThat(Integer.signum(version(ascending.get(i)).compareTo(version(ascending.get(j)))))
                        .as("%s and %s", ascending.get(i), ascending.get(j))
                        .isEqualTo(Integer.compare(i, j));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "1.0.0, 1.0.0+build.7",
        "1.0.0-rc.1+a, 1.0.0-rc.1+b",
    })
    void buildsDoNotCount(String one, String other) {
        assertThat(version(one)).isEqualByComparingTo(version(other)).isEqualTo(version(other));
        assertThat(version(one)).hasSameHashCodeAs(version(other));
    }

    @ParameterizedTest
    @CsvSource({
        "9.0.0, 10.0.0",
        "1.0.0-9, 1.0.0-10",
        "1.0.0-99999999999999999999, 1.0.0-100000000000000000000",
        "99999999999999999999.0.0, 100000000000000000000.0.0",
        "1.0.0-1, 1.0.0-a",
        "1.0.0-A, 1.0.0-a",
        "1.0.0--, 1.0.0",
    })
    void theFirstIsLower(String lower, String higher) {
        assertThat(version(lower)).isLessThan(version(higher));
        assertThat(version(higher)).isGreaterThan(version(lower));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.4",
                "1.1.2-prerelease+meta",
                "1.0.0-alpha0.valid",
                "1.0.0-alpha-a.b-c-somethinglong+build.1-aef.1-its-okay",
                "1.0.0-0A.is.legal",
                "1.2.3----RC-SNAPSHOT.12.9.1--.12",
                "1.0.0+0.build.1-rc.10000aaa-kk-0.1",
                "2.0.1-alpha.1227"
            })
    void whatTheSpecificationCallsAVersionIsOne(String text) {
        assertThat(Semver.parse(text)).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1",
                "1.2",
                "1.2.3.4",
                "v1.2.3",
                "01.1.1",
                "1.01.1",
                "1.2.3-0123",
                "1.2.3-0123.0123",
                "1.1.2+.123",
                "1.0.0-alpha..1",
                "1.0.0-",
                "1.0.0+",
                "1.2.3+a+b",
                "1.2.3-ä",
                "1.2.٣",
                " 1.2.3",
                "1.2.-3",
                "alpha"
            })
    void whatItDoesNotIsNone(String text) {
        assertThat(Semver.parse(text)).isNull();
    }

    @Test
    void aTextLongerThanAnyVersionIsNone() {
        assertThat(Semver.parse("1.0.0-" + "a".repeat(Semver.LONGEST))).isNull();
    }

    private static Semver version(String text) {
        return Objects.requireNonNull(Semver.parse(text), text);
    }
}

package dev.releaseledger.importer.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class VersionTest {

    @Test
    void versionsAreOrderedByPrecedence() {
        var ordered = List.of(
                "0.9",
                "1.0.0-alpha",
                "1.0.0-alpha.1",
                "1.0.0-alpha.beta",
                "1.0.0-beta.2",
                "1.0.0-beta.11",
                "1.0.0-rc.1",
                "1.0.0",
                "1.0.1",
                "1.2",
                "1.10.0",
                "2.0.0");

        assertThat(ordered.reversed().stream().map(VersionTest::version).sorted())
                .extracting(Version::text)
                .containsExactlyElementsOf(ordered);
    }

    @Test
    void aCandidateNamesTheVersionItIsACandidateFor() {
        assertThat(version("2.5.0-rc.0").released()).isEqualTo("2.5.0");
        assertThat(version("2.5.0-rc.0").isPrerelease()).isTrue();
        assertThat(version("2.5.0+7").released()).isEqualTo("2.5.0");
        assertThat(version("2.5.0").isPrerelease()).isFalse();
    }

    @Test
    void majorVersionsAndPatchesAreToldApart() {
        assertThat(version("3.0.0").isMajor()).isTrue();
        assertThat(version("3").isMajor()).isTrue();
        assertThat(version("3.0.1").isMajor()).isFalse();
        assertThat(version("3.0.1").isPatch()).isTrue();
        assertThat(version("3.1.0").isPatch()).isFalse();
        assertThat(version("3.1.4").minorLine()).isEqualTo("3.1");
    }

    @Test
    void whatIsNoVersionIsNone() {
        assertThat(List.of("", "latest", "v1.0.0", "1..0", "1.0.0.0.0", "1.0.0-", "1.0.0 ", "99999999999999999999"))
                .allSatisfy(text -> assertThat(Version.parse(text)).isEmpty());
    }

    private static Version version(String text) {
        return Version.parse(text).orElseThrow();
    }
}

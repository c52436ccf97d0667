package dev.releaseledger.importer.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChangelogKindTest {

    @ParameterizedTest
    @CsvSource({
        "FEATURE,FEATURE", "ENHANCEMENT,IMPROVEMENT", "PERF,IMPROVEMENT", "BUGFIX,FIX",
        "BUG,FIX", "CHANGE,BREAKING", "SECURITY,FIX", "Feature,FEATURE"
    })
    void aKindIsOfACategory(String word, Category category) {
        assertThat(ChangelogKind.meantBy(word).map(ChangelogKind::category)).contains(category);
    }

    @ParameterizedTest
    @CsvSource({
        "BUFGIX,BUGFIX",
        "ENHANCEMEMT,ENHANCEMENT",
        "ENHANCMENTS,ENHANCEMENT",
        "FETAURE,FEATURE",
        "CHNAGE,CHANGE",
        "SECURTY,SECURITY",
        "PREF,PERF"
    })
    void aSlipOfThePenIsSeenThrough(String word, ChangelogKind meant) {
        assertThat(ChangelogKind.meantBy(word)).contains(meant);
    }

    @Test
    void otherWordsMeanNothing() {
        assertThat(List.of("", "DOCS", "BUS", "BU", "FUTURE THINGS", "DEPRECATION"))
                .allSatisfy(word -> assertThat(ChangelogKind.meantBy(word)).isEmpty());
    }
}

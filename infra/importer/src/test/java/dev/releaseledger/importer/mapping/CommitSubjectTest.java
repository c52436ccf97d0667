package dev.releaseledger.importer.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommitSubjectTest {

    @ParameterizedTest
    @CsvSource({
        "feat: a pier,FEATURE",
        "feat(harbour): a pier,FEATURE",
        "fix(harbour): a pier,FIX",
        "Perf: a pier,IMPROVEMENT",
        "feat(harbour)!: a pier,BREAKING",
        "refactor!: a pier,BREAKING",
        "chore: a pier,INTERNAL",
        "tsdb: fix a pier,INTERNAL",
        "Fix a pier,INTERNAL",
        "feat:a pier,INTERNAL",
        "Merge pull request #1 from pier,INTERNAL"
    })
    void conventionalSubjectsSayTheirCategory(String subject, Category category) {
        assertThat(CommitSubject.category(subject)).isEqualTo(category);
    }

    @Test
    void referencesAreToldOnceAndInOrder() {
        assertThat(CommitSubject.references("Piers (#12) and moles #7, as in #12 but not a#1, &#39; or #x"))
                .containsExactly("#12", "#7");
    }
}

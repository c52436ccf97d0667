package dev.releaseledger.events.release.notes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.releaseledger.events.release.ChangeCategory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The examples are those of the specification where it has one. */
class ConventionalCommitTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            feat: allow provided config object to extend other configs | FEATURE
            feat(lang): add Polish language                            | FEATURE
            fix: prevent racing of requests                            | FIX
            perf(parser): allocate less                                | IMPROVEMENT
            docs: correct spelling of CHANGELOG                        | INTERNAL
            chore: update dependencies                                 | INTERNAL
            revert: let us never again speak of the noodle incident    | INTERNAL
            feat!: send an email to the customer when a product ships  | BREAKING
            feat(api)!: send an email when a product ships             | BREAKING
            chore!: drop support for Node 6                            | BREAKING
            deps!: drop support for Node 6                             | BREAKING
            deps(build)!: drop support for Node 6                      | BREAKING
            deps(build): update                                        | INTERNAL
            feature: add a queue                                       | FEATURE
            hotfix(queue): send each message once                      | FIX
            enhancement: send less                                     | IMPROVEMENT
            FIX: types are read in any case                            | FIX
            """)
    void theTypeTellsTheCategory_andABreakingMarkComesBeforeIt(String subject, ChangeCategory category) {
        assertThat(ConventionalCommit.of(subject))
                .hasValueSatisfying(commit -> assertThat(commit.category()).isEqualTo(category));
    }

    @Test
    void theScopeStaysAsItIsWritten() {
        assertThat(ConventionalCommit.of("Feat(Remote write): add a queue"))
                .contains(new ConventionalCommit("feat", "Remote write", false, "add a queue"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"BREAKING CHANGE: `extends` is used otherwise", "BREAKING-CHANGE: use JavaScript features"})
    void aBreakingFooterBreaks(String footer) {
        assertThat(ConventionalCommit.of("fix: mend\n\nA body of\nseveral lines.\n\nReviewed-by: Z\n" + footer))
                .hasValueSatisfying(commit -> {
                    assertThat(commit.breaking()).isTrue();
                    assertThat(commit.category()).isEqualTo(ChangeCategory.BREAKING);
                    assertThat(commit.description()).isEqualTo("mend");
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "fix: mend\n\nbreaking change: in small letters",
                "fix: mend\n\nThis is no BREAKING CHANGE: it only says so",
                "fix: mend\nBREAKING CHANGE: without a blank line before it",
                "fix: BREAKING CHANGE: in the subject"
            })
    void whatOnlySpeaksOfBreakingDoesNot(String message) {
        assertThat(ConventionalCommit.of(message))
                .hasValueSatisfying(commit -> assertThat(commit.breaking()).isFalse());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Add a queue",
                "fix:mend",
                "fix mend: it",
                "fix: ",
                "fix(): mend",
                "fix(a)(b): mend",
                "storage: mend",
                ": mend",
                ""
            })
    void whatIsWrittenInAnotherWayIsNone(String subject) {
        assertThat(ConventionalCommit.of(subject)).isEmpty();
    }
}

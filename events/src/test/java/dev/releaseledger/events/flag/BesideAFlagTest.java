package dev.releaseledger.events.flag;

import static dev.releaseledger.events.flag.FlagStory.definition;
import static dev.releaseledger.events.flag.FlagStory.id;
import static dev.releaseledger.events.release.rule.Violation.Kind.UNPROCESSABLE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.releaseledger.events.envelope.Attribution;
import dev.releaseledger.events.policy.FlagType;
import dev.releaseledger.events.policy.PolicyBook;
import dev.releaseledger.events.release.Person;
import dev.releaseledger.events.release.rule.Violation;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What the rules of flags judge on beside the flag's own history. */
class BesideAFlagTest {
    private static final UUID RELEASE = id("release");
    private static final UUID ROLLBACK = id("rollback");
    private static final Attribution ROSA =
            new Attribution(Person.ROSA.id(), Person.ROSA.roles(), FlagStory.DEFINED, null);

    private final FlagState flag = FlagState.undefined().evolve(definition(FlagType.RELEASE), ROSA);

    @Test
    void givenAReleaseThatTheLedgerDoesNotHave_nothingIsLinkedToIt() {
        for (FlagEvent event : List.of(
                new FlagLinked(RELEASE),
                new FlagDisabled("errors", RELEASE, null),
                new FlagCleanedUp("https://git.example.com/pull/7", RELEASE))) {
            assertThat(judged(event, Set.of(RELEASE))).singleElement().satisfies(violation -> {
                assertThat(violation.kind()).isEqualTo(UNPROCESSABLE);
                assertThat(violation.reason()).isEqualTo("there is no release " + RELEASE);
            });
            assertThat(judged(event, Set.of())).isEmpty();
        }
    }

    @Test
    void givenARollbackThatItsReleaseDoesNotHave_itDisablesNothing() {
        FlagDisabled disabled = new FlagDisabled("errors", RELEASE, ROLLBACK);

        assertThat(judged(disabled, Set.of(ROLLBACK)))
                .singleElement()
                .satisfies(violation -> assertThat(violation.reason())
                        .isEqualTo("there is no rollback " + ROLLBACK + " of release " + RELEASE));
        assertThat(judged(disabled, Set.of())).isEmpty();
    }

    @Test
    void givenARollbackWithoutItsRelease_itDisablesNothing() {
        assertThat(judged(new FlagDisabled("errors", null, ROLLBACK), Set.of()))
                .singleElement()
                .satisfies(violation -> assertThat(violation.reason()).contains("say of which in releaseId"));
    }

    private List<Violation> judged(FlagEvent event, Set<UUID> nowhere) {
        FlagSituation situation =
                new FlagSituation(flag, PolicyBook.defaultPolicy().flagPhases(), null, nowhere);
        return FlagRules.judge(situation, event, ROSA).stream()
                .filter(violation -> violation.rule().equals(ReleaseIsInTheLedger.class.getSimpleName()))
                .toList();
    }
}

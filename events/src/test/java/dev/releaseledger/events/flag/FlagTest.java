package dev.releaseledger.events.flag;

import static dev.releaseledger.events.flag.FlagStory.DEFINED;
import static dev.releaseledger.events.flag.FlagStory.defined;
import static dev.releaseledger.events.flag.FlagStory.definition;
import static dev.releaseledger.events.flag.FlagStory.gradual;
import static dev.releaseledger.events.flag.FlagStory.id;
import static dev.releaseledger.events.flag.FlagStory.open;
import static dev.releaseledger.events.flag.FlagStory.untold;
import static dev.releaseledger.events.policy.FlagType.EXPERIMENT;
import static dev.releaseledger.events.policy.FlagType.OPS;
import static dev.releaseledger.events.policy.FlagType.RELEASE;
import static dev.releaseledger.events.release.Person.OLE;
import static dev.releaseledger.events.release.Person.ROSA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.releaseledger.events.envelope.Attribution;
import dev.releaseledger.events.release.HistoryBroken;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the history of a flag means. */
class FlagTest {
    private static final Attribution BY = untold().as(ROSA);

    static List<FlagEvent> whatCannotFollowOnADefinition() {
        return List.of(
                definition(OPS),
                new RolloutPaused("errors"),
                new RolloutResumed(),
                new RolloutReduced(1, "errors"),
                new FlagOutlived(),
                new RolloutLingered());
    }

    @ParameterizedTest
    @MethodSource("whatCannotFollowOnADefinition")
    void givenAFlagThatWasJustDefined_someHistoriesAreBroken(FlagEvent event) {
        Flag flag = defined(OPS).flag();
        assertThatExceptionOfType(HistoryBroken.class).isThrownBy(() -> flag.evolve(event, BY));
    }

    @Test
    void givenNoFlag_aHistoryBeginsWithItsDefinition() {
        assertThatExceptionOfType(HistoryBroken.class)
                .isThrownBy(() -> FlagState.undefined().evolve(new RolloutResumed(), BY))
                .withMessageContaining("begins by being defined");
    }

    @Test
    void aFlagBeginsClosedAndEnabled() {
        Flag flag = defined(RELEASE).flag();
        assertThat(flag.rollout()).isEqualTo(new Flag.Rollout.Closed());
        assertThat(flag.word()).isEqualTo("ENABLED");
        assertThat(flag.rollout().basisPoints()).isZero();
    }

    @Test
    void aRolloutThatIsReducedToNobody_beginsAgain() {
        assertThat(gradual().told(OLE, new RolloutReduced(0, "errors")).flag().rollout())
                .isEqualTo(new Flag.Rollout.Closed());
    }

    @Test
    void aPausedRolloutThatIsReduced_staysPaused() {
        Flag flag = gradual()
                .told(OLE, new RolloutPaused("errors"))
                .told(OLE, new RolloutReduced(100, "more errors"))
                .flag();
        assertThat(flag.rollout().word()).isEqualTo("PAUSED");
        assertThat(flag.rollout().basisPoints()).isEqualTo(100);
    }

    @Test
    void aFlagThatIsDisabledTwice_isDisabledAsItWasFirst() {
        FlagDisabled first = new FlagDisabled("errors", null, null);
        Flag flag = defined(OPS)
                .told(OLE, first)
                .told(OLE, new FlagDisabled("more errors", null, null))
                .flag();
        assertThat(flag.standing()).isEqualTo(new Flag.Standing.Disabled(first, OLE.id(), DEFINED));
    }

    @Test
    void aFlagLingersSinceItWasOpenedToEverybodyTheLastTime() {
        Flag flag = open(EXPERIMENT, 10_000)
                .told(OLE, new RolloutReduced(5_000, "errors"))
                .after(Duration.ofDays(1))
                .told(ROSA, new RolloutAdvanced(null, 10_000, null))
                .flag();
        assertThat(flag.lingering()).isEqualTo(new Flag.Lingering(DEFINED.plus(Duration.ofDays(1)), null));
    }

    @Test
    void linksAreKeptOnceInTheirOrder() {
        Flag flag = defined(OPS)
                .told(ROSA, new FlagLinked(id("one")))
                .told(ROSA, new FlagLinked(id("other")))
                .told(ROSA, new FlagUnlinked(id("one")))
                .flag();
        assertThat(flag.releases()).containsExactly(id("other"));
    }

    @Test
    void aFlagHasItsKeyForEver_andEachDayIsCountedOnce() {
        LocalDate day = LocalDate.of(2026, 3, 2);
        assertThat(FlagClaims.of(id("flag"), definition(OPS))).containsExactly("flag-key/pay-later");
        assertThat(FlagClaims.of(id("flag"), new FlagEvaluationsCounted(day, Map.of(), 0)))
                .containsExactly("evaluations/" + id("flag") + "/2026-03-02");
        assertThat(FlagClaims.heldBy(defined(OPS).flag())).containsExactly("flag-key/pay-later");
        assertThat(FlagClaims.isOfAFlag("flag-key/pay-later")).isTrue();
        assertThat(FlagClaims.isOfAFlag("version:checkout/1")).isFalse();
    }
}

package dev.releaseledger.events.freeze;

import static dev.releaseledger.events.release.Person.ADA;
import static dev.releaseledger.events.release.Person.ROSA;
import static dev.releaseledger.events.release.rule.Violation.Kind.CONFLICT;
import static dev.releaseledger.events.release.rule.Violation.Kind.FORBIDDEN;
import static dev.releaseledger.events.release.rule.Violation.Kind.UNPROCESSABLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.releaseledger.events.release.HistoryBroken;
import dev.releaseledger.events.release.ReleaseStory;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** When a product is not deployed, and who says so. */
class FreezeRulesTest {
    private static final UUID YEAR_END = ReleaseStory.id("year end");
    private static final Instant NOVEMBER = Instant.parse("2026-11-01T00:00:00Z");
    private static final Instant DECEMBER = Instant.parse("2026-12-20T00:00:00Z");
    private static final Instant CHRISTMAS = Instant.parse("2026-12-25T00:00:00Z");
    private static final Instant JANUARY = Instant.parse("2027-01-02T00:00:00Z");

    private static FreezeDeclared freeze(@Nullable Instant until) {
        return new FreezeDeclared(YEAR_END, DECEMBER, until, "the year is closed", Set.of("production"));
    }

    private static FreezeLifted lifted() {
        return new FreezeLifted(YEAR_END, "the books are closed");
    }

    @Nested
    class ForFreezerHasTheRight {
        @Test
        void givenAReleaseManager_nothingIsFrozenOrLifted() {
            FreezeStory.at(NOVEMBER)
                    .refuses(ROSA, freeze(null), FreezerHasTheRight.class, FORBIDDEN, "FREEZE, which the roles admin");
            FreezeStory.at(NOVEMBER)
                    .told(ADA, freeze(null))
                    .refuses(ROSA, lifted(), FreezerHasTheRight.class, FORBIDDEN, "FREEZE");
        }

        @Test
        void givenAnAdmin_itIsFrozen() {
            FreezeStory.at(NOVEMBER).lets(ADA, freeze(null), FreezerHasTheRight.class);
        }
    }

    @Nested
    class ForFreezeIsNew {
        @Test
        void givenTheIdOfAnother_itIsRefused() {
            FreezeStory.at(NOVEMBER)
                    .told(ADA, freeze(JANUARY))
                    .refuses(ADA, freeze(JANUARY), FreezeIsNew.class, CONFLICT, "was declared already");
        }

        @Test
        void givenANewId_itIsFrozen() {
            FreezeStory.at(NOVEMBER).lets(ADA, freeze(JANUARY), FreezeIsNew.class);
        }
    }

    @Nested
    class ForFreezeNamesAnEnvironment {
        @Test
        void givenNone_itIsRefused() {
            FreezeStory.at(NOVEMBER)
                    .refuses(
                            ADA,
                            new FreezeDeclared(YEAR_END, DECEMBER, null, "x", Set.of()),
                            FreezeNamesAnEnvironment.class,
                            UNPROCESSABLE,
                            "at least one environment");
        }

        @Test
        void givenOne_itIsFrozen() {
            FreezeStory.at(NOVEMBER).lets(ADA, freeze(null), FreezeNamesAnEnvironment.class);
        }
    }

    @Nested
    class ForFreezeEndsAfterItBegins {
        @Test
        void givenAnEndThatIsNoLater_itIsRefused() {
            FreezeStory.at(NOVEMBER)
                    .refuses(ADA, freeze(DECEMBER), FreezeEndsAfterItBegins.class, UNPROCESSABLE, "not after");
        }

        @Test
        void givenAnEndThatHasPassed_itIsRefused() {
            FreezeStory.at(JANUARY)
                    .refuses(ADA, freeze(JANUARY), FreezeEndsAfterItBegins.class, UNPROCESSABLE, "over since");
        }

        @Test
        void givenNoEnd_itIsFrozenUntilItIsLifted() {
            FreezeStory.at(NOVEMBER).lets(ADA, freeze(null), FreezeEndsAfterItBegins.class);
        }

        @Test
        void givenALaterEnd_itIsFrozen() {
            FreezeStory.at(CHRISTMAS).lets(ADA, freeze(JANUARY), FreezeEndsAfterItBegins.class);
        }
    }

    @Nested
    class ForOnlyAStandingFreezeIsLifted {
        @Test
        void givenNoFreeze_nothingIsLifted() {
            FreezeStory.at(NOVEMBER)
                    .refuses(ADA, lifted(), OnlyAStandingFreezeIsLifted.class, CONFLICT, "never declared");
        }

        @Test
        void givenALiftedFreeze_itIsNotLiftedAgain() {
            FreezeStory.at(NOVEMBER)
                    .told(ADA, freeze(null))
                    .told(ADA, lifted())
                    .refuses(ADA, lifted(), OnlyAStandingFreezeIsLifted.class, CONFLICT, "lifted already");
        }

        @Test
        void givenAFreezeThatEnded_itIsNotLifted() {
            FreezeStory.at(NOVEMBER)
                    .told(ADA, freeze(JANUARY))
                    .then(JANUARY)
                    .refuses(ADA, lifted(), OnlyAStandingFreezeIsLifted.class, CONFLICT, "ended by itself");
        }

        @Test
        void givenAFreezeThatHasNotBegun_itIsLifted() {
            FreezeStory.at(NOVEMBER).told(ADA, freeze(JANUARY)).lets(ADA, lifted(), OnlyAStandingFreezeIsLifted.class);
        }
    }

    @Test
    void aFreezeStandsFromItsBeginningUpToItsEnd_forItsEnvironments() {
        FreezeState state = FreezeStory.at(NOVEMBER).told(ADA, freeze(JANUARY)).state();

        assertThat(state.standing(DECEMBER.minusNanos(1), "production")).isEmpty();
        assertThat(state.standing(DECEMBER, "production"))
                .extracting(Freeze::freezeId)
                .containsExactly(YEAR_END);
        assertThat(state.standing(JANUARY.minusNanos(1), "production")).hasSize(1);
        assertThat(state.standing(JANUARY, "production")).isEmpty();
        assertThat(state.standing(CHRISTMAS, "staging")).isEmpty();
    }

    @Test
    void aLiftedFreezeStoodUntilThen() {
        FreezeState state = FreezeStory.at(NOVEMBER)
                .told(ADA, freeze(null))
                .then(CHRISTMAS)
                .told(ADA, lifted())
                .state();

        assertThat(state.standing(CHRISTMAS.minusNanos(1), "production")).hasSize(1);
        assertThat(state.standing(CHRISTMAS, "production")).isEmpty();
        assertThat(state.freezes().values())
                .extracting(Freeze::lifted)
                .containsExactly(new Freeze.Lifted(ADA.id(), CHRISTMAS, "the books are closed"));
    }

    @Test
    void aHistoryThatLiftsWhatWasNeverDeclaredIsBroken() {
        FreezeStory story = FreezeStory.at(NOVEMBER);
        assertThatExceptionOfType(HistoryBroken.class)
                .isThrownBy(() -> story.state().evolve(lifted(), story.as(ADA)));
    }
}

package dev.releaseledger.events.flag;

import static dev.releaseledger.events.flag.FlagStory.DEFINED;
import static dev.releaseledger.events.flag.FlagStory.END;
import static dev.releaseledger.events.flag.FlagStory.defined;
import static dev.releaseledger.events.flag.FlagStory.definition;
import static dev.releaseledger.events.flag.FlagStory.gradual;
import static dev.releaseledger.events.flag.FlagStory.id;
import static dev.releaseledger.events.flag.FlagStory.json;
import static dev.releaseledger.events.flag.FlagStory.open;
import static dev.releaseledger.events.flag.FlagStory.untold;
import static dev.releaseledger.events.flag.FlagStory.variant;
import static dev.releaseledger.events.flag.FlagStory.variants;
import static dev.releaseledger.events.policy.FlagType.EXPERIMENT;
import static dev.releaseledger.events.policy.FlagType.OPS;
import static dev.releaseledger.events.policy.FlagType.PERMISSION;
import static dev.releaseledger.events.policy.FlagType.RELEASE;
import static dev.releaseledger.events.release.Person.CI;
import static dev.releaseledger.events.release.Person.DINA;
import static dev.releaseledger.events.release.Person.IMPORTER;
import static dev.releaseledger.events.release.Person.MIRA;
import static dev.releaseledger.events.release.Person.OLE;
import static dev.releaseledger.events.release.Person.ROSA;
import static dev.releaseledger.events.release.Person.SAM;
import static dev.releaseledger.events.release.rule.Violation.Kind.CONFLICT;
import static dev.releaseledger.events.release.rule.Violation.Kind.FORBIDDEN;
import static dev.releaseledger.events.release.rule.Violation.Kind.UNPROCESSABLE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.releaseledger.events.envelope.Attribution;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What may follow in the history of a flag. */
class FlagRulesTest {
    private static final LocalDate MARCH_2 = LocalDate.of(2026, 3, 2);
    private static final UUID RELEASE_ID = id("release");
    private static final FlagDisabled DISABLED = new FlagDisabled("errors", null, null);
    private static final RolloutPaused PAUSED = new RolloutPaused("errors");
    private static final FlagLinked LINKED = new FlagLinked(RELEASE_ID);
    private static final FlagCleanedUp CLEANED_UP = new FlagCleanedUp("https://git.example.com/pull/7", null);
    private static final FlagArchived ARCHIVED = new FlagArchived("https://wiki.example.com/pay-later", null);

    private static FlagStory archived() {
        return defined(RELEASE).told(CI, CLEANED_UP).told(ROSA, ARCHIVED);
    }

    private static FlagDefined keyed(String key) {
        return definition(key, RELEASE, FlagValueType.BOOLEAN, variants(), "off", END);
    }

    private static FlagEndMoved moved(LocalDate ends) {
        return new FlagEndMoved(ends, "the supplier is late");
    }

    private static FlagSplitSet split(int on, int off) {
        return new FlagSplitSet(Map.of("on", on, "off", off));
    }

    private static FlagTargetingSet targeting(String serve, Operator operator, String value) {
        return new FlagTargetingSet(List.of(
                new TargetingRule("first", new Condition.Comparison("age", operator, List.of(json(value))), serve)));
    }

    private static FlagEvaluationsCounted counted(LocalDate day, long on) {
        return new FlagEvaluationsCounted(day, Map.of("on", on), on);
    }

    @Nested
    class ForActorMayChangeFlags {
        @Test
        void givenSupport_nothingIsChanged() {
            untold().refuses(
                            SAM,
                            definition(RELEASE),
                            ActorMayChangeFlags.class,
                            FORBIDDEN,
                            "CHANGE_FLAG, which the roles release-manager, developer, product-owner");
        }

        @Test
        void givenADeveloper_theFlagIsDefinedButNotOpened() {
            untold().lets(DINA, definition(RELEASE), ActorMayChangeFlags.class);
            defined(RELEASE)
                    .refuses(
                            DINA,
                            new RolloutAdvanced("internal", 100, null),
                            ActorMayChangeFlags.class,
                            FORBIDDEN,
                            "ADVANCE_FLAG");
        }

        @Test
        void givenWhoIsOnCall_itIsHeldBackButNotOpened() {
            gradual().lets(OLE, DISABLED, ActorMayChangeFlags.class);
            gradual().lets(OLE, new RolloutPaused("errors"), ActorMayChangeFlags.class);
            gradual().lets(OLE, new RolloutReduced(100, "errors"), ActorMayChangeFlags.class);
            gradual()
                    .refuses(
                            OLE,
                            new RolloutAdvanced("gradual", 3000, null),
                            ActorMayChangeFlags.class,
                            FORBIDDEN,
                            "ADVANCE_FLAG");
            gradual()
                    .told(OLE, DISABLED)
                    .refuses(OLE, new FlagEnabled("mended"), ActorMayChangeFlags.class, FORBIDDEN, "ADVANCE_FLAG");
        }

        @Test
        void givenContinuousIntegration_itIsCleanedUpAndNothingElse() {
            defined(RELEASE).lets(CI, CLEANED_UP, ActorMayChangeFlags.class);
            defined(RELEASE).refuses(CI, ARCHIVED, ActorMayChangeFlags.class, FORBIDDEN, "ARCHIVE_FLAG");
        }

        @Test
        void whatPassingTimeAndCountingSayTakesNoRight() {
            defined(RELEASE).lets(SAM, new FlagOutlived(), ActorMayChangeFlags.class);
            defined(RELEASE).lets(SAM, new RolloutLingered(), ActorMayChangeFlags.class);
            defined(RELEASE).lets(SAM, counted(MARCH_2, 1), ActorMayChangeFlags.class);
        }
    }

    @Nested
    class ForOverrideIsAManagers {
        @Test
        void givenNoManager_nothingIsOverridden() {
            defined(RELEASE)
                    .refuses(
                            ROSA,
                            new RolloutAdvanced("beta", 1000, "launch"),
                            OverrideIsAManagers.class,
                            FORBIDDEN,
                            "takes the right OVERRIDE, which the roles manager");
        }

        @Test
        void givenAManager_itGoesFasterAndTakesNoOtherRole() {
            defined(RELEASE).lets(MIRA, new RolloutAdvanced("beta", 1000, "launch"), OverrideIsAManagers.class);
            defined(RELEASE).told(MIRA, new RolloutAdvanced("gradual", 10_000, "launch"));
        }
    }

    @Nested
    class ForOverrideSaysWhy {
        @Test
        void givenNoWords_itIsRefused() {
            defined(RELEASE)
                    .refuses(
                            MIRA,
                            new RolloutAdvanced("beta", 1000, " "),
                            OverrideSaysWhy.class,
                            UNPROCESSABLE,
                            "is empty");
        }

        @Test
        void givenAReasonOrNoOverride_itGoesOn() {
            defined(RELEASE).lets(MIRA, new RolloutAdvanced("beta", 1000, "launch"), OverrideSaysWhy.class);
            defined(RELEASE).lets(ROSA, new RolloutAdvanced("internal", 100, null), OverrideSaysWhy.class);
        }
    }

    @Nested
    class ForFlagsAreRecordedLive {
        @Test
        void givenAnImporter_nothingIsBackfilled() {
            FlagStory story = untold();
            Attribution claimed = new Attribution(IMPORTER.id(), IMPORTER.roles(), DEFINED, DEFINED.minusSeconds(1));
            assertThat(story.violationOf(FlagsAreRecordedLive.class, definition(RELEASE), claimed))
                    .hasValueSatisfying(
                            violation -> assertThat(violation.kind()).isEqualTo(UNPROCESSABLE));
        }

        @Test
        void givenWhatHappensNow_itIsRecorded() {
            defined(RELEASE).refuses(ROSA, definition(RELEASE), FlagIsDefined.class, CONFLICT, "already");
            untold().lets(ROSA, definition(RELEASE), FlagsAreRecordedLive.class);
        }
    }

    @Nested
    class ForFlagIsDefined {
        @Test
        void givenNone_nothingElseIsSaid() {
            untold().refuses(ROSA, DISABLED, FlagIsDefined.class, CONFLICT, "no such flag");
        }

        @Test
        void givenAFlag_itIsNotDefinedAgain() {
            defined(RELEASE).refuses(ROSA, definition(RELEASE), FlagIsDefined.class, CONFLICT, "defined already");
        }

        @Test
        void givenNone_itIsDefined() {
            untold().lets(ROSA, definition(RELEASE), FlagIsDefined.class);
        }
    }

    @Nested
    class ForFlagIsNotArchived {
        @Test
        void givenAnArchivedFlag_nothingIsSaid() {
            archived().refuses(ROSA, DISABLED, FlagIsNotArchived.class, CONFLICT, "archived at");
        }

        @Test
        void givenAnArchivedFlag_itsLastDayIsCounted() {
            archived().after(Duration.ofDays(1)).lets(ROSA, counted(MARCH_2, 1), FlagIsNotArchived.class);
            archived()
                    .after(Duration.ofDays(2))
                    .refuses(ROSA, counted(MARCH_2.plusDays(1), 0), FlagIsNotArchived.class, CONFLICT, "archived at");
        }

        @Test
        void givenAnArchivedFlagThatIsStillAskedFor_thatIsCounted() {
            archived().after(Duration.ofDays(2)).lets(ROSA, counted(MARCH_2.plusDays(1), 1), FlagIsNotArchived.class);
        }

        @Test
        void givenAnotherFlag_itGoesOn() {
            defined(RELEASE).lets(ROSA, DISABLED, FlagIsNotArchived.class);
        }
    }

    @Nested
    class ForKeyIsWellSpelled {
        @Test
        void givenAnotherSpelling_itIsRefused() {
            for (String key : List.of("", "Pay", "-pay", "pay later", "pay/later", "p".repeat(101), "zahlen-später")) {
                untold().refuses(ROSA, keyed(key), KeyIsWellSpelled.class, UNPROCESSABLE, FlagKey.FORM);
            }
        }

        @Test
        void givenAKey_itIsTaken() {
            for (String key : List.of("p", "checkout.pay-later_2", "p".repeat(100))) {
                untold().lets(ROSA, keyed(key), KeyIsWellSpelled.class);
            }
        }
    }

    @Nested
    class ForKeyIsOfNoOtherFlag {
        @Test
        void givenAnotherWithTheKey_itIsRefused() {
            untold().whereAnotherHolds(FlagClaims.key("pay-later"))
                    .refuses(ROSA, definition(RELEASE), KeyIsOfNoOtherFlag.class, CONFLICT, "taken by flag/");
        }

        @Test
        void givenAnotherWithAnotherKey_itIsDefined() {
            untold().whereAnotherHolds(FlagClaims.key("pay-now"))
                    .lets(ROSA, definition(RELEASE), KeyIsOfNoOtherFlag.class);
        }
    }

    @Nested
    class ForVariantsAreOfTheType {
        @Test
        void givenAValueOfAnotherType_itIsNamed() {
            untold().refuses(
                            ROSA,
                            definition(
                                    "pay-later",
                                    RELEASE,
                                    FlagValueType.NUMBER,
                                    List.of(variant("on", "1.5"), variant("off", "\"0\"")),
                                    "off",
                                    END),
                            VariantsAreOfTheType.class,
                            UNPROCESSABLE,
                            "variants[1].value: not of the type NUMBER");
        }

        @Test
        void givenValuesOfTheType_theyAreServed() {
            untold().lets(
                            ROSA,
                            definition("pay-later", RELEASE, FlagValueType.BOOLEAN, variants(), "off", END),
                            VariantsAreOfTheType.class);
            untold().lets(
                            ROSA,
                            definition(
                                    "pay-later",
                                    RELEASE,
                                    FlagValueType.STRING,
                                    List.of(variant("on", "\"a\"")),
                                    "on",
                                    END),
                            VariantsAreOfTheType.class);
            untold().lets(
                            ROSA,
                            definition(
                                    "pay-later",
                                    RELEASE,
                                    FlagValueType.OBJECT,
                                    List.of(variant("on", "{}")),
                                    "on",
                                    END),
                            VariantsAreOfTheType.class);
        }
    }

    @Nested
    class ForVariantsAreNamed {
        @Test
        void givenNoVariantOfThatName_itIsRefused() {
            untold().refuses(
                            ROSA,
                            definition("pay-later", RELEASE, FlagValueType.BOOLEAN, variants(), "none", END),
                            VariantsAreNamed.class,
                            UNPROCESSABLE,
                            "no variant none; there are on, off");
        }

        @Test
        void givenANameTwice_itIsRefused() {
            untold().refuses(
                            ROSA,
                            definition(
                                    "pay-later",
                                    RELEASE,
                                    FlagValueType.BOOLEAN,
                                    List.of(variant("on", "true"), variant("on", "false")),
                                    "on",
                                    END),
                            VariantsAreNamed.class,
                            UNPROCESSABLE,
                            "on is there twice");
        }

        @Test
        void givenNoVariantsOrTooMany_theyAreRefused() {
            untold().refuses(
                            ROSA,
                            definition("pay-later", RELEASE, FlagValueType.BOOLEAN, List.of(), "off", END),
                            VariantsAreNamed.class,
                            UNPROCESSABLE,
                            "1 to 50");
            untold().refuses(
                            ROSA,
                            definition(
                                    "pay-later",
                                    RELEASE,
                                    FlagValueType.BOOLEAN,
                                    Collections.nCopies(51, variant("on", "true")),
                                    "on",
                                    END),
                            VariantsAreNamed.class,
                            UNPROCESSABLE,
                            "1 to 50");
        }

        @Test
        void givenANameThatIsNone_itIsRefused() {
            untold().refuses(
                            ROSA,
                            definition(
                                    "pay-later",
                                    RELEASE,
                                    FlagValueType.BOOLEAN,
                                    List.of(variant("on", "true"), variant(" ", "false")),
                                    "on",
                                    END),
                            VariantsAreNamed.class,
                            UNPROCESSABLE,
                            "1 to 100 characters");
        }

        @Test
        void givenNamesOfTheirOwn_theyAreServed() {
            untold().lets(ROSA, definition(RELEASE), VariantsAreNamed.class);
        }
    }

    @Nested
    class ForTemporaryFlagHasAnEnd {
        @Test
        void givenNoEnd_itIsRefused() {
            untold().refuses(
                            ROSA,
                            definition("pay-later", RELEASE, FlagValueType.BOOLEAN, variants(), "off", null),
                            TemporaryFlagHasAnEnd.class,
                            UNPROCESSABLE,
                            "RELEASE ends");
            untold().refuses(
                            ROSA,
                            definition("pay-later", EXPERIMENT, FlagValueType.BOOLEAN, variants(), "off", null),
                            TemporaryFlagHasAnEnd.class,
                            UNPROCESSABLE,
                            "EXPERIMENT ends");
        }

        @Test
        void givenAnEnd_itIsDefined() {
            untold().lets(ROSA, definition(RELEASE), TemporaryFlagHasAnEnd.class);
            untold().lets(
                            ROSA,
                            definition("pay-later", OPS, FlagValueType.BOOLEAN, variants(), "off", null),
                            TemporaryFlagHasAnEnd.class);
        }
    }

    @Nested
    class ForPermanentFlagHasNone {
        @Test
        void givenAnEnd_itIsRefused() {
            untold().refuses(
                            ROSA,
                            definition("pay-later", OPS, FlagValueType.BOOLEAN, variants(), "off", END),
                            PermanentFlagHasNone.class,
                            UNPROCESSABLE,
                            "OPS lasts");
            defined(PERMISSION)
                    .refuses(ROSA, moved(END), PermanentFlagHasNone.class, UNPROCESSABLE, "PERMISSION lasts");
        }

        @Test
        void givenATemporaryFlag_itsEndIsMoved() {
            defined(RELEASE).lets(ROSA, moved(END), PermanentFlagHasNone.class);
        }
    }

    @Nested
    class ForEndIsAhead {
        @Test
        void givenADayThatPassed_itIsRefused() {
            untold().refuses(
                            ROSA,
                            definition(
                                    "pay-later",
                                    RELEASE,
                                    FlagValueType.BOOLEAN,
                                    variants(),
                                    "off",
                                    MARCH_2.minusDays(1)),
                            EndIsAhead.class,
                            UNPROCESSABLE,
                            "2026-03-01 in UTC, has passed");
            defined(RELEASE).refuses(ROSA, moved(MARCH_2.minusDays(1)), EndIsAhead.class, UNPROCESSABLE, "has passed");
        }

        @Test
        void givenToday_itIsTaken() {
            untold().lets(
                            ROSA,
                            definition("pay-later", RELEASE, FlagValueType.BOOLEAN, variants(), "off", MARCH_2),
                            EndIsAhead.class);
        }
    }

    @Nested
    class ForTargetingIsSound {
        @Test
        void givenWhatCannotBeCompared_itsPathIsNamed() {
            defined(RELEASE)
                    .refuses(
                            ROSA,
                            targeting("on", Operator.LESS, "\"five\""),
                            TargetingIsSound.class,
                            UNPROCESSABLE,
                            "rules[0].when.values[0] is");
        }

        @Test
        void givenWhatCanBeCompared_itIsSet() {
            defined(RELEASE).lets(ROSA, targeting("on", Operator.LESS, "5"), TargetingIsSound.class);
        }
    }

    @Nested
    class ForTargetingServesItsVariants {
        @Test
        void givenNoVariantOfThatName_itsPathIsNamed() {
            defined(RELEASE)
                    .refuses(
                            ROSA,
                            targeting("maybe", Operator.LESS, "5"),
                            TargetingServesItsVariants.class,
                            UNPROCESSABLE,
                            "rules[0].serve: no variant of the flag; it has on, off");
        }

        @Test
        void givenAVariant_itIsServed() {
            defined(RELEASE).lets(ROSA, targeting("off", Operator.LESS, "5"), TargetingServesItsVariants.class);
        }
    }

    @Nested
    class ForSplitAddsUp {
        @Test
        void givenMoreOrLessThanEverybody_itIsRefused() {
            defined(EXPERIMENT)
                    .refuses(
                            ROSA,
                            split(5_000, 4_999),
                            SplitAddsUp.class,
                            UNPROCESSABLE,
                            "add up to 9999, not to 10000");
            defined(EXPERIMENT).refuses(ROSA, split(10_001, -1), SplitAddsUp.class, UNPROCESSABLE, "from 0 to 10000");
        }

        @Test
        void givenNoVariantOfThatName_itIsRefused() {
            defined(EXPERIMENT)
                    .refuses(
                            ROSA,
                            new FlagSplitSet(Map.of("maybe", 10_000)),
                            SplitAddsUp.class,
                            UNPROCESSABLE,
                            "maybe; it has on, off");
        }

        @Test
        void givenEverybody_theyAreDivided() {
            defined(EXPERIMENT).lets(ROSA, split(5_000, 5_000), SplitAddsUp.class);
            defined(EXPERIMENT).lets(ROSA, split(10_000, 0), SplitAddsUp.class);
        }
    }

    @Nested
    class ForExperimentKeepsItsSplit {
        @Test
        void givenAnExperimentUnderWay_nobodyChangesSides() {
            open(EXPERIMENT, 100)
                    .refuses(ROSA, split(5_000, 5_000), ExperimentKeepsItsSplit.class, CONFLICT, "under way");
            open(EXPERIMENT, 100)
                    .told(OLE, DISABLED)
                    .refuses(ROSA, split(5_000, 5_000), ExperimentKeepsItsSplit.class, CONFLICT, "under way");
        }

        @Test
        void givenAnExperimentThatNobodyIsIn_itIsSplit() {
            open(EXPERIMENT, 100)
                    .told(OLE, new RolloutReduced(0, "again"))
                    .lets(ROSA, split(1, 9_999), ExperimentKeepsItsSplit.class);
        }

        @Test
        void givenAnotherType_itIsSplitAtAnyTime() {
            open(OPS, 100).lets(ROSA, split(5_000, 5_000), ExperimentKeepsItsSplit.class);
        }
    }

    @Nested
    class ForPhaseIsOfThePolicy {
        @Test
        void givenNoPhaseOfThePolicy_itIsRefused() {
            defined(RELEASE)
                    .refuses(
                            ROSA,
                            new RolloutAdvanced("alpha", 100, null),
                            PhaseIsOfThePolicy.class,
                            UNPROCESSABLE,
                            "internal or beta or gradual or general-availability");
            defined(RELEASE)
                    .refuses(
                            ROSA,
                            new RolloutAdvanced(null, 100, null),
                            PhaseIsOfThePolicy.class,
                            UNPROCESSABLE,
                            "internal or beta");
        }

        @Test
        void givenATypeWithoutPhases_itNamesNone() {
            defined(OPS)
                    .refuses(
                            ROSA,
                            new RolloutAdvanced("internal", 100, null),
                            PhaseIsOfThePolicy.class,
                            UNPROCESSABLE,
                            "leave out phase");
            defined(OPS).lets(ROSA, new RolloutAdvanced(null, 100, null), PhaseIsOfThePolicy.class);
        }

        @Test
        void givenAPhaseOfThePolicy_itIsEntered() {
            defined(RELEASE).lets(ROSA, new RolloutAdvanced("internal", 100, null), PhaseIsOfThePolicy.class);
        }
    }

    @Nested
    class ForPhaseIsNotSkipped {
        @Test
        void givenAPhaseBefore_itIsNotSkipped() {
            defined(RELEASE)
                    .refuses(
                            ROSA,
                            new RolloutAdvanced("beta", 1000, null),
                            PhaseIsNotSkipped.class,
                            CONFLICT,
                            "internal comes before beta");
        }

        @Test
        void givenARolloutThatWasClosed_itBeginsAgain() {
            gradual()
                    .told(OLE, new RolloutReduced(0, "errors"))
                    .refuses(
                            ROSA,
                            new RolloutAdvanced("gradual", 2500, null),
                            PhaseIsNotSkipped.class,
                            CONFLICT,
                            "beta comes before gradual");
        }

        @Test
        void givenAManagersReason_itIsSkipped() {
            defined(RELEASE).lets(MIRA, new RolloutAdvanced("gradual", 2500, "launch"), PhaseIsNotSkipped.class);
        }

        @Test
        void givenARolloutThatWasReduced_aPhaseThatItWasInIsEnteredAgain() {
            gradual()
                    .told(OLE, new RolloutReduced(300, "errors"))
                    .lets(ROSA, new RolloutAdvanced("beta", 1500, null), PhaseIsNotSkipped.class);
            gradual().lets(ROSA, new RolloutAdvanced("general-availability", 10000, null), PhaseIsNotSkipped.class);
        }
    }

    @Nested
    class ForPhaseLastsItsTime {
        @Test
        void givenAMomentTooEarly_itIsRefused() {
            defined(RELEASE)
                    .told(ROSA, new RolloutAdvanced("internal", 500, null))
                    .after(Duration.ofDays(2).minusNanos(1))
                    .refuses(
                            ROSA,
                            new RolloutAdvanced("beta", 1000, null),
                            PhaseLastsItsTime.class,
                            CONFLICT,
                            "internal lasts until 2026-03-04T09:00:00Z at least");
        }

        @Test
        void givenItsTime_theNextIsEntered() {
            defined(RELEASE)
                    .told(ROSA, new RolloutAdvanced("internal", 500, null))
                    .after(Duration.ofDays(2))
                    .lets(ROSA, new RolloutAdvanced("beta", 1000, null), PhaseLastsItsTime.class);
        }

        @Test
        void givenAManagersReason_itIsLeftAtOnce() {
            defined(RELEASE)
                    .told(ROSA, new RolloutAdvanced("internal", 500, null))
                    .lets(MIRA, new RolloutAdvanced("beta", 1000, "launch"), PhaseLastsItsTime.class);
        }

        @Test
        void givenMoreWithinThePhase_itsTimeCountsFromTheFirst() {
            defined(RELEASE)
                    .told(ROSA, new RolloutAdvanced("internal", 100, null))
                    .after(Duration.ofDays(1))
                    .told(ROSA, new RolloutAdvanced("internal", 500, null))
                    .after(Duration.ofDays(1))
                    .lets(ROSA, new RolloutAdvanced("beta", 1000, null), PhaseLastsItsTime.class);
        }

        @Test
        void givenAFlagThatWasDisabledMeanwhile_thatTimeDoesNotCount() {
            defined(RELEASE)
                    .told(ROSA, new RolloutAdvanced("internal", 500, null))
                    .after(Duration.ofDays(1))
                    .told(ROSA, DISABLED)
                    .after(Duration.ofDays(5))
                    .told(ROSA, new FlagEnabled("mended"))
                    .refuses(
                            ROSA,
                            new RolloutAdvanced("beta", 1000, null),
                            PhaseLastsItsTime.class,
                            CONFLICT,
                            "internal lasts until 2026-03-09T09:00:00Z at least")
                    .after(Duration.ofDays(1))
                    .lets(ROSA, new RolloutAdvanced("beta", 1000, null), PhaseLastsItsTime.class);
        }
    }

    @Nested
    class ForRolloutGrowsByTheDaysPoints {
        @Test
        void givenMoreThanTheDaysPoints_itIsRefused() {
            gradual()
                    .refuses(
                            ROSA,
                            new RolloutAdvanced("gradual", 4501, null),
                            RolloutGrowsByTheDaysPoints.class,
                            CONFLICT,
                            "20 points a day; today it can be opened up to 4500 basis points");
        }

        @Test
        void givenSeveralStepsADay_theyAreCountedTogether() {
            gradual()
                    .told(ROSA, new RolloutAdvanced("gradual", 3_500, null))
                    .refuses(
                            ROSA,
                            new RolloutAdvanced("gradual", 4501, null),
                            RolloutGrowsByTheDaysPoints.class,
                            CONFLICT,
                            "up to 4500");
            gradual()
                    .told(ROSA, new RolloutAdvanced("gradual", 3_500, null))
                    .lets(ROSA, new RolloutAdvanced("gradual", 4500, null), RolloutGrowsByTheDaysPoints.class);
        }

        @Test
        void givenTheNextDayInUtc_itGrowsAgain() {
            gradual()
                    .told(ROSA, new RolloutAdvanced("gradual", 4_500, null))
                    .then(Instant.parse("2026-03-13T00:00:00Z"))
                    .lets(ROSA, new RolloutAdvanced("gradual", 6500, null), RolloutGrowsByTheDaysPoints.class);
        }

        @Test
        void givenAReductionOnTheDay_itsPointsAreNotGivenBack() {
            gradual()
                    .told(ROSA, new RolloutAdvanced("gradual", 4_500, null))
                    .told(OLE, new RolloutReduced(2_500, "errors"))
                    .refuses(
                            ROSA,
                            new RolloutAdvanced("gradual", 2501, null),
                            RolloutGrowsByTheDaysPoints.class,
                            CONFLICT,
                            "up to 2500 basis points");
        }

        @Test
        void givenAManagersReason_itGrowsAtOnce() {
            gradual().lets(MIRA, new RolloutAdvanced("gradual", 10000, "launch"), RolloutGrowsByTheDaysPoints.class);
        }

        @Test
        void givenAPhaseWithoutPoints_itGrowsAtOnce() {
            defined(RELEASE).lets(ROSA, new RolloutAdvanced("internal", 500, null), RolloutGrowsByTheDaysPoints.class);
        }
    }

    @Nested
    class ForPercentageIsOfThePhase {
        @Test
        void givenMoreOrLessThanThePhase_itIsRefused() {
            defined(RELEASE)
                    .refuses(
                            ROSA,
                            new RolloutAdvanced("internal", 501, null),
                            PercentageIsOfThePhase.class,
                            UNPROCESSABLE,
                            "from 1 to 500 here, not 501");
            defined(RELEASE)
                    .refuses(
                            MIRA,
                            new RolloutAdvanced("gradual", 1999, "launch"),
                            PercentageIsOfThePhase.class,
                            UNPROCESSABLE,
                            "from 2000 to 10000");
        }

        @Test
        void givenATypeWithoutPhases_itReachesFromSomebodyToEverybody() {
            defined(OPS)
                    .refuses(
                            ROSA,
                            new RolloutAdvanced(null, 0, null),
                            PercentageIsOfThePhase.class,
                            UNPROCESSABLE,
                            "from 1 to 10000");
            defined(OPS)
                    .refuses(
                            ROSA,
                            new RolloutAdvanced(null, 10001, null),
                            PercentageIsOfThePhase.class,
                            UNPROCESSABLE,
                            "from 1 to 10000");
            defined(OPS).lets(ROSA, new RolloutAdvanced(null, 10000, null), PercentageIsOfThePhase.class);
        }

        @Test
        void givenWhatThePhaseReaches_itIsOpened() {
            defined(RELEASE).lets(ROSA, new RolloutAdvanced("internal", 1, null), PercentageIsOfThePhase.class);
            defined(RELEASE).lets(ROSA, new RolloutAdvanced("internal", 500, null), PercentageIsOfThePhase.class);
        }
    }

    @Nested
    class ForRolloutGoesForward {
        @Test
        void givenAsManyOrFewer_itIsRefused() {
            gradual()
                    .refuses(
                            ROSA,
                            new RolloutAdvanced("gradual", 2500, null),
                            RolloutGoesForward.class,
                            CONFLICT,
                            "reaches 2500 basis points already");
            open(OPS, 100)
                    .refuses(
                            ROSA,
                            new RolloutAdvanced(null, 99, null),
                            RolloutGoesForward.class,
                            CONFLICT,
                            "reaches 100");
            open(OPS, 100)
                    .refuses(
                            ROSA,
                            new RolloutAdvanced(null, 100, null),
                            RolloutGoesForward.class,
                            CONFLICT,
                            "reaches 100");
        }

        @Test
        void givenAsManyInALaterPhase_itGoesOn() {
            defined(RELEASE)
                    .told(ROSA, new RolloutAdvanced("internal", 500, null))
                    .lets(ROSA, new RolloutAdvanced("beta", 500, null), RolloutGoesForward.class);
        }

        @Test
        void givenMore_itGoesOn() {
            gradual().lets(ROSA, new RolloutAdvanced("gradual", 2501, null), RolloutGoesForward.class);
        }
    }

    @Nested
    class ForDisabledFlagIsNotAdvanced {
        @Test
        void givenADisabledFlag_itIsNotOpened() {
            gradual()
                    .told(OLE, DISABLED)
                    .refuses(
                            ROSA,
                            new RolloutAdvanced("gradual", 3000, null),
                            DisabledFlagIsNotAdvanced.class,
                            CONFLICT,
                            "enable it first");
        }

        @Test
        void givenAnEnabledOne_itIs() {
            gradual()
                    .told(OLE, DISABLED)
                    .told(ROSA, new FlagEnabled("mended"))
                    .lets(ROSA, new RolloutAdvanced("gradual", 3000, null), DisabledFlagIsNotAdvanced.class);
        }
    }

    @Nested
    class ForPausedRolloutWaits {
        @Test
        void givenAPausedRollout_itIsNotOpened() {
            gradual()
                    .told(OLE, PAUSED)
                    .refuses(
                            ROSA,
                            new RolloutAdvanced("gradual", 3000, null),
                            PausedRolloutWaits.class,
                            CONFLICT,
                            "resume it first");
        }

        @Test
        void givenAResumedOne_itIs() {
            gradual()
                    .told(OLE, PAUSED)
                    .told(ROSA, new RolloutResumed())
                    .lets(ROSA, new RolloutAdvanced("gradual", 3000, null), PausedRolloutWaits.class);
        }
    }

    @Nested
    class ForReductionIsToLess {
        @Test
        void givenAsManyOrMore_itIsRefused() {
            gradual()
                    .refuses(
                            OLE,
                            new RolloutReduced(2_500, "errors"),
                            ReductionIsToLess.class,
                            CONFLICT,
                            "reaches 2500 basis points");
            defined(RELEASE)
                    .refuses(OLE, new RolloutReduced(0, "errors"), ReductionIsToLess.class, CONFLICT, "reaches 0");
            gradual().refuses(OLE, new RolloutReduced(-1, "errors"), ReductionIsToLess.class, UNPROCESSABLE, "from 0");
        }

        @Test
        void givenFewer_itIsReduced() {
            gradual().lets(OLE, new RolloutReduced(2_499, "errors"), ReductionIsToLess.class);
            gradual().told(OLE, PAUSED).lets(OLE, new RolloutReduced(0, "errors"), ReductionIsToLess.class);
        }
    }

    @Nested
    class ForOnlyAnOpenRolloutIsPaused {
        @Test
        void givenNobodyOrAPausedOne_itIsRefused() {
            defined(RELEASE).refuses(OLE, PAUSED, OnlyAnOpenRolloutIsPaused.class, CONFLICT, "open to nobody");
            gradual()
                    .told(OLE, PAUSED)
                    .refuses(OLE, PAUSED, OnlyAnOpenRolloutIsPaused.class, CONFLICT, "paused already");
        }

        @Test
        void givenAnOpenOne_itIsPaused() {
            gradual().lets(OLE, PAUSED, OnlyAnOpenRolloutIsPaused.class);
        }
    }

    @Nested
    class ForOnlyAPausedRolloutGoesOn {
        @Test
        void givenNoneThatIsPaused_itIsRefused() {
            gradual().refuses(ROSA, new RolloutResumed(), OnlyAPausedRolloutGoesOn.class, CONFLICT, "not paused");
            defined(RELEASE)
                    .refuses(ROSA, new RolloutResumed(), OnlyAPausedRolloutGoesOn.class, CONFLICT, "open to nobody");
        }

        @Test
        void givenAPausedOne_itGoesOn() {
            gradual().told(OLE, PAUSED).lets(ROSA, new RolloutResumed(), OnlyAPausedRolloutGoesOn.class);
        }
    }

    @Nested
    class ForOnlyADisabledFlagIsEnabled {
        @Test
        void givenAnEnabledOne_itIsRefused() {
            defined(RELEASE)
                    .refuses(ROSA, new FlagEnabled("mended"), OnlyADisabledFlagIsEnabled.class, CONFLICT, "is enabled");
        }

        @Test
        void givenADisabledOne_itIsEnabled() {
            defined(RELEASE)
                    .told(OLE, DISABLED)
                    .lets(ROSA, new FlagEnabled("mended"), OnlyADisabledFlagIsEnabled.class);
        }
    }

    @Nested
    class ForReleaseIsLinkedOnce {
        @Test
        void givenALinkedRelease_itIsNotLinkedAgain() {
            defined(RELEASE)
                    .told(ROSA, LINKED)
                    .refuses(ROSA, LINKED, ReleaseIsLinkedOnce.class, CONFLICT, "linked to that release already");
        }

        @Test
        void givenAnother_itIsLinked() {
            defined(RELEASE).told(ROSA, LINKED).lets(ROSA, new FlagLinked(id("other")), ReleaseIsLinkedOnce.class);
        }
    }

    @Nested
    class ForOnlyALinkedReleaseIsUnlinked {
        @Test
        void givenAnotherRelease_itIsRefused() {
            defined(RELEASE)
                    .refuses(
                            ROSA,
                            new FlagUnlinked(RELEASE_ID),
                            OnlyALinkedReleaseIsUnlinked.class,
                            CONFLICT,
                            "not linked");
        }

        @Test
        void givenALinkedOne_itIsUnlinked() {
            defined(RELEASE)
                    .told(ROSA, LINKED)
                    .lets(ROSA, new FlagUnlinked(RELEASE_ID), OnlyALinkedReleaseIsUnlinked.class);
        }
    }

    @Nested
    class ForEndHasPassed {
        @Test
        void givenTheLastDay_itIsNotOutlived() {
            defined(RELEASE)
                    .then(Instant.parse("2026-07-01T00:00:00Z").minusNanos(1))
                    .refuses(
                            SAM, new FlagOutlived(), EndHasPassed.class, CONFLICT, "needed until 2026-07-01T00:00:00Z");
        }

        @Test
        void givenThatItWasSaid_itIsNotSaidAgain() {
            defined(RELEASE)
                    .then(Instant.parse("2026-07-01T00:00:00Z"))
                    .told(SAM, new FlagOutlived())
                    .refuses(SAM, new FlagOutlived(), EndHasPassed.class, CONFLICT, "on record");
        }

        @Test
        void givenNoEnd_itIsNotOutlived() {
            defined(OPS)
                    .then(Instant.parse("2026-07-01T00:00:00Z"))
                    .refuses(SAM, new FlagOutlived(), EndHasPassed.class, CONFLICT, "no end");
        }

        @Test
        void givenAnotherEnd_itIsOutlivedAgain() {
            defined(RELEASE)
                    .then(Instant.parse("2026-07-01T00:00:00Z"))
                    .told(SAM, new FlagOutlived())
                    .told(ROSA, moved(LocalDate.of(2026, 7, 1)))
                    .after(Duration.ofDays(1))
                    .lets(SAM, new FlagOutlived(), EndHasPassed.class);
        }
    }

    @Nested
    class ForFlagLingers {
        @Test
        void givenThatItCanStillBeCleanedUp_itDoesNotLinger() {
            open(EXPERIMENT, 10_000)
                    .after(Duration.ofDays(30).minusNanos(1))
                    .refuses(SAM, new RolloutLingered(), FlagLingers.class, CONFLICT, "until 2026-04-01T09:00:00Z");
        }

        @Test
        void givenThatNotEverybodyHasIt_itDoesNotLinger() {
            open(EXPERIMENT, 9_999)
                    .after(Duration.ofDays(30))
                    .refuses(SAM, new RolloutLingered(), FlagLingers.class, CONFLICT, "not open to everybody");
            open(EXPERIMENT, 10_000)
                    .told(OLE, new RolloutReduced(9_999, "errors"))
                    .after(Duration.ofDays(30))
                    .refuses(SAM, new RolloutLingered(), FlagLingers.class, CONFLICT, "not open to everybody");
        }

        @Test
        void givenAPermanentFlag_itDoesNotLinger() {
            open(OPS, 10_000)
                    .after(Duration.ofDays(30))
                    .refuses(SAM, new RolloutLingered(), FlagLingers.class, CONFLICT, "OPS lasts");
        }

        @Test
        void givenACleanedUpFlag_itDoesNotLinger() {
            open(EXPERIMENT, 10_000)
                    .told(CI, CLEANED_UP)
                    .after(Duration.ofDays(30))
                    .refuses(SAM, new RolloutLingered(), FlagLingers.class, CONFLICT, "out of the code");
        }

        @Test
        void givenItsTime_itLingersOnce() {
            open(EXPERIMENT, 10_000).after(Duration.ofDays(30)).lets(SAM, new RolloutLingered(), FlagLingers.class);
            open(EXPERIMENT, 10_000)
                    .after(Duration.ofDays(30))
                    .told(SAM, new RolloutLingered())
                    .refuses(SAM, new RolloutLingered(), FlagLingers.class, CONFLICT, "on record");
        }
    }

    @Nested
    class ForDayIsOver {
        @Test
        void givenToday_itIsNotCounted() {
            defined(RELEASE)
                    .then(Instant.parse("2026-03-02T23:59:59Z"))
                    .refuses(SAM, counted(MARCH_2, 1), DayIsOver.class, CONFLICT, "2026-03-02 in UTC is not over");
        }

        @Test
        void givenADayBeforeTheFlag_itIsNotCounted() {
            defined(RELEASE)
                    .refuses(
                            SAM, counted(MARCH_2.minusDays(1), 1), DayIsOver.class, CONFLICT, "there since 2026-03-02");
        }

        @Test
        void givenTheDayAfter_itIsCounted() {
            defined(RELEASE)
                    .then(Instant.parse("2026-03-03T00:00:00Z"))
                    .lets(SAM, counted(MARCH_2, 1), DayIsOver.class);
        }
    }

    @Nested
    class ForDaysAreCountedInTurn {
        @Test
        void givenACountedDay_itIsNotCountedAgain() {
            defined(RELEASE)
                    .after(Duration.ofDays(1))
                    .told(SAM, counted(MARCH_2, 0))
                    .refuses(
                            SAM, counted(MARCH_2, 1), DaysAreCountedInTurn.class, CONFLICT, "counted up to 2026-03-02");
        }

        @Test
        void givenTheNextDay_itIsCounted() {
            defined(RELEASE)
                    .after(Duration.ofDays(1))
                    .told(SAM, counted(MARCH_2, 0))
                    .after(Duration.ofDays(1))
                    .lets(SAM, counted(MARCH_2.plusDays(1), 1), DaysAreCountedInTurn.class);
        }

        @Test
        void givenADayThatIsNotCounted_noneAfterItIs() {
            defined(RELEASE)
                    .after(Duration.ofDays(3))
                    .refuses(
                            SAM,
                            counted(MARCH_2.plusDays(1), 1),
                            DaysAreCountedInTurn.class,
                            CONFLICT,
                            "the day 2026-03-02 is counted before")
                    .told(SAM, counted(MARCH_2, 0))
                    .refuses(
                            SAM,
                            counted(MARCH_2.plusDays(2), 1),
                            DaysAreCountedInTurn.class,
                            CONFLICT,
                            "the day 2026-03-03 is counted before");
        }

        @Test
        void givenAnArchivedFlag_onlyDaysAfterItsArchivingAreLeftOut() {
            archived()
                    .after(Duration.ofDays(9))
                    .refuses(
                            SAM,
                            counted(MARCH_2.plusDays(5), 1),
                            DaysAreCountedInTurn.class,
                            CONFLICT,
                            "the day 2026-03-02 is counted before")
                    .told(SAM, counted(MARCH_2, 0))
                    .lets(SAM, counted(MARCH_2.plusDays(5), 1), DaysAreCountedInTurn.class);
        }
    }

    @Nested
    class ForCountsAddUp {
        @Test
        void givenAnotherTotal_itIsRefused() {
            defined(RELEASE)
                    .refuses(
                            SAM,
                            new FlagEvaluationsCounted(MARCH_2, Map.of("on", 1L, "off", 2L), 4),
                            CountsAddUp.class,
                            UNPROCESSABLE,
                            "add up to 4");
            defined(RELEASE)
                    .refuses(
                            SAM,
                            new FlagEvaluationsCounted(MARCH_2, Map.of("on", 2L, "off", -1L), 1),
                            CountsAddUp.class,
                            UNPROCESSABLE,
                            "add up");
        }

        @Test
        void givenTheirSum_itIsCounted() {
            defined(RELEASE)
                    .lets(SAM, new FlagEvaluationsCounted(MARCH_2, Map.of("on", 1L, "off", 2L), 3), CountsAddUp.class);
            defined(RELEASE).lets(SAM, new FlagEvaluationsCounted(MARCH_2, Map.of(), 0), CountsAddUp.class);
        }
    }

    @Nested
    class ForCleanUpComesAtTheEnd {
        @Test
        void givenThatSomeHaveItAndOthersNot_itStaysInTheCode() {
            gradual().refuses(CI, CLEANED_UP, CleanUpComesAtTheEnd.class, CONFLICT, "reaches 2500 basis points");
        }

        @Test
        void givenThatAllAreServedAlike_itIsCleanedUp() {
            defined(RELEASE).lets(CI, CLEANED_UP, CleanUpComesAtTheEnd.class);
            open(EXPERIMENT, 10_000).lets(CI, CLEANED_UP, CleanUpComesAtTheEnd.class);
            gradual().told(OLE, DISABLED).lets(CI, CLEANED_UP, CleanUpComesAtTheEnd.class);
        }

        @Test
        void givenThatItEnded_itIsCleanedUp() {
            gradual().then(Instant.parse("2026-07-01T00:00:00Z")).lets(CI, CLEANED_UP, CleanUpComesAtTheEnd.class);
        }
    }

    @Nested
    class ForArchivedIsDocumentedAndCleanedUp {
        @Test
        void givenAFlagInTheCode_itIsNotArchived() {
            defined(RELEASE).refuses(ROSA, ARCHIVED, ArchivedIsDocumentedAndCleanedUp.class, CONFLICT, "in the code");
        }

        @Test
        void givenNoDocumentation_itIsNotArchived() {
            defined(RELEASE)
                    .told(CI, CLEANED_UP)
                    .refuses(
                            ROSA,
                            new FlagArchived(" ", null),
                            ArchivedIsDocumentedAndCleanedUp.class,
                            UNPROCESSABLE,
                            "documentation is empty");
        }

        @Test
        void givenBoth_itIsArchived() {
            defined(RELEASE).told(CI, CLEANED_UP).lets(ROSA, ARCHIVED, ArchivedIsDocumentedAndCleanedUp.class);
        }
    }
}

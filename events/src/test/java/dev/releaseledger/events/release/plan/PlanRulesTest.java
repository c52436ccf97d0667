package dev.releaseledger.events.release.plan;

import static dev.releaseledger.events.release.Person.ROSA;
import static dev.releaseledger.events.release.ReleaseStory.plan;
import static dev.releaseledger.events.release.ReleaseStory.planned;
import static dev.releaseledger.events.release.rule.Violation.Kind.CONFLICT;
import static dev.releaseledger.events.release.rule.Violation.Kind.UNPROCESSABLE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.releaseledger.events.policy.PolicyBook;
import dev.releaseledger.events.release.CautiousPolicy;
import dev.releaseledger.events.release.ReleaseKind;
import dev.releaseledger.events.release.ReleaseStory;
import dev.releaseledger.events.release.Strategy;
import dev.releaseledger.events.release.rule.Proposal;
import dev.releaseledger.events.release.rule.ReleaseRules;
import dev.releaseledger.events.release.rule.Surroundings;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What may be planned. */
class PlanRulesTest {
    @Nested
    class ForHotfixNamesWhatItMends {
        @Test
        void givenAHotfixThatNamesNothing_thePlanIsRefused() {
            ReleaseStory.unplanned()
                    .refuses(
                            ROSA,
                            plan(ReleaseKind.HOTFIX, Strategy.ROLLING, null),
                            HotfixNamesWhatItMends.class,
                            UNPROCESSABLE,
                            "needs hotfixOf");
        }

        @Test
        void givenAStandardReleaseThatNamesAVersion_thePlanIsRefused() {
            ReleaseStory.unplanned()
                    .refuses(
                            ROSA,
                            plan(ReleaseKind.STANDARD, Strategy.ROLLING, "2.4.0"),
                            HotfixNamesWhatItMends.class,
                            UNPROCESSABLE,
                            "only a hotfix");
        }

        @Test
        void givenAHotfixThatNamesAVersion_thePlanFollows() {
            ReleaseStory.unplanned()
                    .lets(ROSA, plan(ReleaseKind.HOTFIX, Strategy.ROLLING, "2.4.0"), HotfixNamesWhatItMends.class);
        }
    }

    @Nested
    class ForStrategyIsAllowed {
        @Test
        void givenAStrategyThatThePolicyDoesNotAllow_thePlanIsRefused() {
            assertThat(new StrategyIsAllowed()
                            .judge(new Proposal<>(
                                    planned().release(),
                                    plan(ReleaseKind.STANDARD, Strategy.ROLLING, null),
                                    planned().as(ROSA),
                                    CautiousPolicy.withoutRolling(),
                                    Surroundings.NONE)))
                    .hasValueSatisfying(violation -> {
                        assertThat(violation.kind()).isEqualTo(UNPROCESSABLE);
                        assertThat(violation.reason()).contains("not ROLLING");
                    });
        }

        @Test
        void givenAnAllowedStrategy_thePlanFollows() {
            for (Strategy strategy : Strategy.values()) {
                ReleaseStory.unplanned()
                        .lets(ROSA, plan(ReleaseKind.STANDARD, strategy, null), StrategyIsAllowed.class);
            }
        }
    }

    @Nested
    class ForVersionIsNew {
        @Test
        void givenAReleaseThatHoldsTheVersion_thePlanIsRefusedAndNamesIt() {
            ReleaseStory.unplanned()
                    .whileAnotherHolds("version:checkout/2.5.0")
                    .refuses(
                            ROSA,
                            plan(ReleaseKind.STANDARD, Strategy.ROLLING, null),
                            VersionIsNew.class,
                            CONFLICT,
                            "checkout/2.5.0 is planned already, by release/other");
        }

        @Test
        void givenAReleaseThatHoldsAnotherVersion_thePlanFollows() {
            ReleaseStory.unplanned()
                    .whileAnotherHolds("version:checkout/2.5.1")
                    .lets(ROSA, plan(ReleaseKind.STANDARD, Strategy.ROLLING, null), VersionIsNew.class);
        }
    }

    @Nested
    class ForReleaseIsNotYetPlanned {
        @Test
        void givenAPlannedRelease_itIsNotPlannedAgain() {
            assertThat(ReleaseRules.judge(
                            planned().release(),
                            plan(ReleaseKind.STANDARD, Strategy.CANARY, null),
                            planned().as(ROSA),
                            PolicyBook.defaultPolicy(),
                            Surroundings.NONE))
                    .singleElement()
                    .satisfies(violation -> {
                        assertThat(violation.rule()).isEqualTo("ReleaseIsNotYetPlanned");
                        assertThat(violation.kind()).isEqualTo(CONFLICT);
                        assertThat(violation.reason()).contains("planned already, as checkout/2.5.0");
                    });
        }

        @Test
        void givenNothing_thePlanFollows() {
            ReleaseStory.unplanned()
                    .lets(ROSA, plan(ReleaseKind.STANDARD, Strategy.ROLLING, null), ReleaseIsNotYetPlanned.class);
        }
    }
}

package dev.releaseledger.events.release.plan;

import static dev.releaseledger.events.release.Person.ROSA;
import static dev.releaseledger.events.release.ReleaseStory.plan;
import static dev.releaseledger.events.release.ReleaseStory.planned;
import static dev.releaseledger.events.release.rule.Violation.Kind.UNPROCESSABLE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.releaseledger.events.release.CautiousPolicy;
import dev.releaseledger.events.release.ReleaseKind;
import dev.releaseledger.events.release.ReleaseStory;
import dev.releaseledger.events.release.Strategy;
import dev.releaseledger.events.release.rule.Proposal;
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
                                    CautiousPolicy.withoutRolling())))
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
}

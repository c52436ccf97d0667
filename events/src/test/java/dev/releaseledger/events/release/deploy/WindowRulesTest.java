package dev.releaseledger.events.release.deploy;

import static dev.releaseledger.events.release.Person.CI;
import static dev.releaseledger.events.release.Person.IMPORTER;
import static dev.releaseledger.events.release.Person.MIRA;
import static dev.releaseledger.events.release.Person.ROSA;
import static dev.releaseledger.events.release.ReleaseStory.BEGINNING;
import static dev.releaseledger.events.release.ReleaseStory.backfilled;
import static dev.releaseledger.events.release.ReleaseStory.deployment;
import static dev.releaseledger.events.release.ReleaseStory.id;
import static dev.releaseledger.events.release.ReleaseStory.planned;
import static dev.releaseledger.events.release.rule.Violation.Kind.CONFLICT;
import static dev.releaseledger.events.release.rule.Violation.Kind.FORBIDDEN;
import static dev.releaseledger.events.release.rule.Violation.Kind.UNPROCESSABLE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.releaseledger.events.freeze.FreezeDeclared;
import dev.releaseledger.events.freeze.FreezeLifted;
import dev.releaseledger.events.release.Constraint;
import dev.releaseledger.events.release.DeploymentStarted;
import dev.releaseledger.events.release.OverrideGranted;
import dev.releaseledger.events.release.ReleaseRescheduled;
import dev.releaseledger.events.release.ReleaseStory;
import dev.releaseledger.events.release.Strategy;
import dev.releaseledger.events.release.Window;
import dev.releaseledger.events.release.rule.ActorHasTheRight;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Windows, freezes, and who may override them. */
class WindowRulesTest {
    private static final Instant OPENS = BEGINNING.plus(Duration.ofHours(2));
    private static final Instant CLOSES = OPENS.plus(Duration.ofHours(1));

    private static ReleaseStory windowed() {
        return planned().told(ROSA, new ReleaseRescheduled(new Window(OPENS, CLOSES), "The shop is quiet then"));
    }

    private static ReleaseStory at(ReleaseStory story, Instant time) {
        return story.after(Duration.between(story.now(), time));
    }

    private static DeploymentStarted to(String environment) {
        return deployment(id("x"), environment, Strategy.ROLLING);
    }

    private static FreezeDeclared frozen(@Nullable Instant until) {
        return new FreezeDeclared(id("freeze"), BEGINNING, until, "The year is closed", Set.of("production"));
    }

    private static ReleaseStory overridden(ReleaseStory story, Constraint constraint, String environment) {
        // A minute passes before it is told.
        return story.told(
                MIRA,
                new OverrideGranted(
                        constraint,
                        environment,
                        "Orders are lost",
                        story.now().plus(Duration.ofMinutes(1)).plus(Duration.ofHours(4))));
    }

    @Nested
    class ForDeploymentIsInItsWindow {
        @Test
        void givenTheWindowIsNotYetOpen_theDeploymentIsRefusedAndNamesTheWindow() {
            at(windowed(), OPENS.minusSeconds(1))
                    .refuses(
                            CI,
                            to("production"),
                            DeploymentIsInItsWindow.class,
                            CONFLICT,
                            "is from " + OPENS + " to " + CLOSES);
        }

        @Test
        void givenTheWindowCloses_theDeploymentIsRefusedFromThatMomentOn() {
            at(windowed(), CLOSES)
                    .refuses(CI, to("production"), DeploymentIsInItsWindow.class, CONFLICT, "it is " + CLOSES);
        }

        @Test
        void givenTheWindowIsOpen_theDeploymentFollowsFromItsFirstMomentToItsLast() {
            at(windowed(), OPENS).lets(CI, to("production"), DeploymentIsInItsWindow.class);
            at(windowed(), CLOSES.minusNanos(1)).lets(CI, to("production"), DeploymentIsInItsWindow.class);
        }

        @Test
        void givenAReleaseWithoutAWindow_theDeploymentFollows() {
            planned().lets(CI, to("production"), DeploymentIsInItsWindow.class);
        }

        @Test
        void givenAnEnvironmentThatWindowsDoNotHoldFor_theDeploymentFollows() {
            windowed().lets(CI, to("staging"), DeploymentIsInItsWindow.class);
        }

        @Test
        void givenAnOverride_theDeploymentFollowsUntilItEnds() {
            ReleaseStory story = overridden(windowed(), Constraint.WINDOW, "production");
            Instant end = story.release().overrides().getFirst().until();
            story.lets(CI, to("production"), DeploymentIsInItsWindow.class);
            at(story, end.minusNanos(1)).lets(CI, to("production"), DeploymentIsInItsWindow.class);
            at(story, end).refuses(CI, to("production"), DeploymentIsInItsWindow.class, CONFLICT, "it is " + end);
        }

        @Test
        void givenAnOverrideOfFreezesOrForAnotherEnvironment_theDeploymentIsRefused() {
            overridden(windowed(), Constraint.FREEZE, "production")
                    .refuses(CI, to("production"), DeploymentIsInItsWindow.class, CONFLICT, "window");
            overridden(windowed(), Constraint.WINDOW, "staging")
                    .refuses(CI, to("production"), DeploymentIsInItsWindow.class, CONFLICT, "window");
        }

        @Test
        void givenABackfilledRelease_itsWindowIsNotAsked() {
            backfilled()
                    .told(IMPORTER, new ReleaseRescheduled(new Window(OPENS, CLOSES), "As the calendar had it"))
                    .lets(IMPORTER, to("production"), DeploymentIsInItsWindow.class);
        }
    }

    @Nested
    class ForNoFreezeStands {
        @Test
        void givenAFreeze_theDeploymentIsRefusedWithTheReasonOfTheFreeze() {
            planned()
                    .whileFrozen(frozen(null))
                    .refuses(
                            CI,
                            to("production"),
                            NoFreezeStands.class,
                            CONFLICT,
                            "until that is lifted (freeze " + id("freeze") + "): The year is closed");
        }

        @Test
        void givenAFreezeWithAnEnd_theDeploymentFollowsFromThereOn() {
            ReleaseStory story = planned().whileFrozen(frozen(OPENS));
            at(story, OPENS.minusNanos(1))
                    .refuses(CI, to("production"), NoFreezeStands.class, CONFLICT, "until " + OPENS);
            at(story, OPENS).lets(CI, to("production"), NoFreezeStands.class);
        }

        @Test
        void givenAFreezeFromItsDeclarationOn_aDeploymentThatWasAskedForBeforeIsRefused() {
            ReleaseStory story = planned();
            Instant asked = story.now();
            ReleaseStory later = story.after(Duration.ofMinutes(1));
            at(later.whileFrozen(from(later.now())), asked)
                    .refuses(CI, to("production"), NoFreezeStands.class, CONFLICT, "frozen since");
        }

        @Test
        void givenAFreezeThatIsStillToBegin_theDeploymentFollows() {
            planned().whileFrozen(from(OPENS)).lets(CI, to("production"), NoFreezeStands.class);
        }

        private FreezeDeclared from(Instant begins) {
            return new FreezeDeclared(id("freeze"), begins, null, "The year is closed", Set.of("production"));
        }

        @Test
        void givenAFreezeThatIsLifted_theDeploymentFollows() {
            planned()
                    .whileFrozen(frozen(null))
                    .whenLifted(new FreezeLifted(id("freeze"), "The books are closed"))
                    .lets(CI, to("production"), NoFreezeStands.class);
        }

        @Test
        void givenAFreezeOfAnotherEnvironment_theDeploymentFollows() {
            planned().whileFrozen(frozen(null)).lets(CI, to("staging"), NoFreezeStands.class);
        }

        @Test
        void givenAnOverrideOfFreezes_theDeploymentFollows_andOneOfTheWindowDoesNotHelp() {
            overridden(planned().whileFrozen(frozen(null)), Constraint.FREEZE, "production")
                    .lets(CI, to("production"), NoFreezeStands.class);
            overridden(planned().whileFrozen(frozen(null)), Constraint.WINDOW, "production")
                    .refuses(CI, to("production"), NoFreezeStands.class, CONFLICT, "frozen");
        }

        @Test
        void givenAFreezeThatWasDeclaredAfterTheOverride_theDeploymentIsRefused_andOnlyThatFreezeIsNamed() {
            ReleaseStory story = overridden(planned().whileFrozen(frozen(null)), Constraint.FREEZE, "production")
                    .after(Duration.ofMinutes(1))
                    .whileFrozen(new FreezeDeclared(
                            id("later"), BEGINNING, null, "The data centre is moved", Set.of("production")));

            assertThat(story.violations(CI, to("production")))
                    .filteredOn(violation -> violation.isOf(NoFreezeStands.class))
                    .singleElement()
                    .satisfies(violation -> assertThat(violation.reason())
                            .contains("The data centre is moved")
                            .doesNotContain("The year is closed"));
            overridden(story, Constraint.FREEZE, "production").lets(CI, to("production"), NoFreezeStands.class);
        }

        @Test
        void givenABackfilledRelease_freezesAreNotAsked() {
            backfilled()
                    .whileFrozen(new FreezeDeclared(
                            id("freeze"), Instant.EPOCH, null, "The year is closed", Set.of("production")))
                    .lets(IMPORTER, to("production"), NoFreezeStands.class);
        }
    }

    @Nested
    class ForOverrideIsForAKnownEnvironment {
        @Test
        void givenAnEnvironmentThatThePolicyDoesNotName_theOverrideIsRefused() {
            planned()
                    .refuses(
                            MIRA,
                            override("Production", Duration.ofHours(4)),
                            OverrideIsForAKnownEnvironment.class,
                            UNPROCESSABLE,
                            "no environment Production; it has development, production, qa, staging");
        }

        @Test
        void givenAnEnvironmentOfThePolicy_theOverrideFollows() {
            planned().lets(MIRA, override("production", Duration.ofHours(4)), OverrideIsForAKnownEnvironment.class);
        }
    }

    @Nested
    class ForOverrideLastsAsLongAsThePolicySays {
        @Test
        void givenAnotherEnd_theOverrideIsRefused() {
            planned()
                    .refuses(
                            MIRA,
                            override("production", Duration.ofDays(30)),
                            OverrideLastsAsLongAsThePolicySays.class,
                            UNPROCESSABLE,
                            "by the policy it lasts until " + planned().now().plus(Duration.ofHours(4)));
        }

        @Test
        void givenTheEndByThePolicy_theOverrideFollows() {
            planned().lets(MIRA, override("production", Duration.ofHours(4)), OverrideLastsAsLongAsThePolicySays.class);
        }
    }

    @Test
    void givenARoleThatMayNotOverride_theOverrideIsRefused() {
        planned()
                .refuses(
                        ROSA,
                        override("production", Duration.ofHours(4)),
                        ActorHasTheRight.class,
                        FORBIDDEN,
                        "OVERRIDE, which the roles manager give");
    }

    private static OverrideGranted override(String environment, Duration lasting) {
        return new OverrideGranted(
                Constraint.FREEZE,
                environment,
                "Orders are lost",
                planned().now().plus(lasting));
    }
}

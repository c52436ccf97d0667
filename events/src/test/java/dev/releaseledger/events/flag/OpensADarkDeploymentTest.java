package dev.releaseledger.events.flag;

import static dev.releaseledger.events.flag.FlagStory.defined;
import static dev.releaseledger.events.flag.FlagStory.open;
import static dev.releaseledger.events.policy.FlagType.OPS;
import static dev.releaseledger.events.release.Person.MIRA;
import static dev.releaseledger.events.release.Person.OLE;
import static dev.releaseledger.events.release.Person.ROSA;
import static dev.releaseledger.events.release.ReleaseStory.PRODUCTION_DEPLOYMENT;
import static dev.releaseledger.events.release.ReleaseStory.RELEASE;
import static dev.releaseledger.events.release.ReleaseStory.ROLLBACK;
import static dev.releaseledger.events.release.rule.Violation.Kind.CONFLICT;

import dev.releaseledger.events.environment.RunningVersion;
import dev.releaseledger.events.policy.PolicyBook;
import dev.releaseledger.events.release.CautiousPolicy;
import dev.releaseledger.events.release.Measured;
import dev.releaseledger.events.release.ReleaseStory;
import dev.releaseledger.events.release.RollbackFailed;
import dev.releaseledger.events.release.RollbackKind;
import dev.releaseledger.events.release.Stage;
import dev.releaseledger.events.release.Strategy;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What a flag that opens a dark deployment is judged on beside its own history. */
class OpensADarkDeploymentTest {
    private static final RolloutAdvanced FURTHER = new RolloutAdvanced(null, 2_000, null);
    private static final Duration AFTER_THE_ADVANCE = Duration.ofHours(6);

    private static final RunningVersion NEXT =
            new RunningVersion(ReleaseStory.id("next"), ReleaseStory.id("deployment of next"), "2.6.0", null);

    /** Deployed dark to production, before the flag was opened; time passes until the advance is over. */
    private static ReleaseStory dark() {
        return ReleaseStory.approvedUpTo(Stage.PRODUCTION)
                .started(PRODUCTION_DEPLOYMENT, "production", Strategy.FEATURE_FLAGS);
    }

    /** The flag that opens it, to a tenth of its users. */
    private static FlagStory opening(ReleaseStory release) {
        return open(OPS, 1_000).told(ROSA, new FlagLinked(RELEASE)).beside(release);
    }

    private static ReleaseStory takenBack() {
        return dark().triggered(RollbackKind.FLAG).takingBack(ROLLBACK);
    }

    private static FlagStory disabled(FlagStory flag) {
        return flag.told(OLE, new FlagDisabled("errors", null, null));
    }

    private static void refusesToEnable(FlagStory flag, ReleaseStory then) {
        disabled(flag)
                .beside(then)
                .refuses(
                        ROSA,
                        new FlagEnabled("mended"),
                        OpenedDeploymentIsHealthy.class,
                        CONFLICT,
                        "2.5.0 to production");
    }

    private static void refuses(FlagStory flag, String reason) {
        flag.refuses(ROSA, FURTHER, OpenedDeploymentIsHealthy.class, CONFLICT, reason);
    }

    private static void lets(FlagStory flag) {
        flag.lets(ROSA, FURTHER, OpenedDeploymentIsHealthy.class);
    }

    @Nested
    class ForOpenedDeploymentIsHealthy {
        @Test
        void givenReportsThatFindItUnhealthy_itIsOpenedToNobodyElse() {
            ReleaseStory release = dark().after(AFTER_THE_ADVANCE).failing(PRODUCTION_DEPLOYMENT);

            refuses(opening(release), "of 2.5.0 to production unhealthy");
            refuses(
                    defined(OPS).told(ROSA, new FlagLinked(RELEASE)).beside(release),
                    "of 2.5.0 to production unhealthy");
        }

        @Test
        void givenNoReportSinceTheLastAdvance_itIsOpenedToNobodyElse() {
            refuses(opening(dark()), "is healthy; none was made");
            refuses(opening(dark().healthy(PRODUCTION_DEPLOYMENT)), "is healthy; the verdict is HEALTHY");
            refuses(
                    opening(dark().after(AFTER_THE_ADVANCE)
                            .reported(
                                    PRODUCTION_DEPLOYMENT,
                                    Measured.from(ReleaseStory.BEGINNING.plus(AFTER_THE_ADVANCE))
                                            .report())),
                    "is healthy; the verdict is NO_DATA");
        }

        @Test
        void givenAnOverride_itIsOpenedToNobodyElseAllTheSame() {
            opening(dark().after(AFTER_THE_ADVANCE).failing(PRODUCTION_DEPLOYMENT))
                    .refuses(
                            MIRA,
                            new RolloutAdvanced(null, 10_000, "launch"),
                            OpenedDeploymentIsHealthy.class,
                            CONFLICT,
                            "unhealthy");
        }

        @Test
        void givenARollbackOfIt_itIsOpenedToNobodyElse_alsoWhereThatFailed() {
            refuses(opening(dark().triggered(RollbackKind.FLAG)), "waits for confirmation");
            refuses(opening(takenBack()), "is executed since");
            refuses(opening(takenBack().done(ROLLBACK, RollbackKind.FLAG)), "has to be verified");
            refuses(
                    opening(takenBack()
                            .told(
                                    OLE,
                                    new RollbackFailed(
                                            ROLLBACK, PRODUCTION_DEPLOYMENT, RollbackKind.FLAG, "It is still on"))),
                    "failed at");
        }

        @Test
        void givenAReportAfterTheLastAdvanceThatFindsItHealthy_itIsOpenedFurther() {
            ReleaseStory release = dark().after(AFTER_THE_ADVANCE).healthy(PRODUCTION_DEPLOYMENT);

            lets(opening(release));
            refuses(
                    opening(release).after(AFTER_THE_ADVANCE.multipliedBy(2)).told(ROSA, FURTHER),
                    "is healthy; the verdict is HEALTHY");
        }

        @Test
        void givenThatItWasDisabledAndEnabled_reportsOfTheTimeWhenItWasOffDoNotCount() {
            ReleaseStory release = dark().after(AFTER_THE_ADVANCE).healthy(PRODUCTION_DEPLOYMENT);

            refuses(
                    disabled(opening(release))
                            .after(AFTER_THE_ADVANCE.multipliedBy(2))
                            .told(ROSA, new FlagEnabled("mended")),
                    "is healthy; the verdict is HEALTHY");
        }

        @Test
        void givenThatItIsStillDark_orThatNothingIsJudged_noReportIsAskedFor() {
            lets(defined(OPS).told(ROSA, new FlagLinked(RELEASE)).beside(dark()));
            lets(opening(dark()).under(CautiousPolicy.where("/deployments/canary/judged", "false")));
        }

        @Test
        void givenThatItIsVerified_reportsAreAskedForUntilItsWatchIsOver() {
            ReleaseStory release = dark().after(AFTER_THE_ADVANCE).verified(PRODUCTION_DEPLOYMENT);
            Instant over = release.deployment(PRODUCTION_DEPLOYMENT)
                    .watchedUntil(PolicyBook.defaultPolicy().health())
                    .orElseThrow();

            refuses(opening(release).then(over.minusSeconds(1)), "none was made");
            lets(opening(release).then(over));
        }

        @Test
        void givenThatItsRollbackHelped_itIsOpenedToNobodyElse_untilAnotherTookItsPlace_orTheFlagIsUnlinked() {
            ReleaseStory gone = takenBack()
                    .done(ROLLBACK, RollbackKind.FLAG)
                    .after(AFTER_THE_ADVANCE)
                    .healthy(PRODUCTION_DEPLOYMENT);
            gone.told(OLE, gone.helping(ROLLBACK));

            refuses(opening(gone), "was verified at");
            refuses(opening(gone), "deploy another version there, or unlink the flag");
            lets(opening(gone).told(ROSA, new FlagUnlinked(RELEASE)));
            lets(opening(gone.where("production", NEXT)));
        }

        @Test
        void givenThatItGoesBadly_theFlagIsNotEnabledAgain_butWithoutAReport() {
            refusesToEnable(opening(dark()), dark().after(AFTER_THE_ADVANCE).failing(PRODUCTION_DEPLOYMENT));
            refusesToEnable(opening(dark()), dark().triggered(RollbackKind.FLAG));
            refusesToEnable(opening(dark()), takenBack());

            disabled(opening(dark())).lets(ROSA, new FlagEnabled("mended"), OpenedDeploymentIsHealthy.class);
        }

        @Test
        void givenReportsThatFoundItUnhealthyUntilItsWatchWasOver_nobodyIsToldToWaitForMore() {
            ReleaseStory release = dark().verified(PRODUCTION_DEPLOYMENT).failing(PRODUCTION_DEPLOYMENT);
            Instant over = release.deployment(PRODUCTION_DEPLOYMENT)
                    .watchedUntil(PolicyBook.defaultPolicy().health())
                    .orElseThrow();

            refuses(opening(release).then(over.minusSeconds(1)), "or wait until they find it healthy");
            refuses(opening(release).then(over), "no more of them are taken");
        }

        @Test
        void givenThatAnotherTookItsPlace_nothingSpeaksAgainstTheFlag() {
            lets(opening(dark().verified(PRODUCTION_DEPLOYMENT)
                    .failing(PRODUCTION_DEPLOYMENT)
                    .where("production", NEXT)));
        }

        @Test
        void givenAnotherFlag_orOneThatIsNotLinked_theDeploymentDoesNotSpeakAgainstIt() {
            ReleaseStory release = dark().failing(PRODUCTION_DEPLOYMENT);

            lets(open(OPS, 1_000).beside(release));
            lets(open(OPS, 1_000)
                    .told(ROSA, new FlagLinked(RELEASE))
                    .told(ROSA, new FlagUnlinked(RELEASE))
                    .beside(release));
            lets(FlagStory.untold()
                    .told(
                            ROSA,
                            FlagStory.definition(
                                    "another", OPS, FlagValueType.BOOLEAN, FlagStory.variants(), "off", null))
                    .told(ROSA, new FlagLinked(RELEASE))
                    .beside(release));
        }
    }
}

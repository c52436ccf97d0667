package dev.releaseledger.events.release.health;

import static dev.releaseledger.events.release.Person.CI;
import static dev.releaseledger.events.release.Person.DINA;
import static dev.releaseledger.events.release.Person.OLE;
import static dev.releaseledger.events.release.ReleaseStory.PRODUCTION_DEPLOYMENT;
import static dev.releaseledger.events.release.ReleaseStory.ROLLBACK;
import static dev.releaseledger.events.release.ReleaseStory.approvedUpTo;
import static dev.releaseledger.events.release.ReleaseStory.id;
import static dev.releaseledger.events.release.ReleaseStory.inProduction;
import static dev.releaseledger.events.release.ReleaseStory.planned;
import static dev.releaseledger.events.release.rule.Violation.Kind.CONFLICT;
import static dev.releaseledger.events.release.rule.Violation.Kind.FORBIDDEN;
import static dev.releaseledger.events.release.rule.Violation.Kind.UNPROCESSABLE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.releaseledger.events.environment.RunningVersion;
import dev.releaseledger.events.policy.PolicyBook;
import dev.releaseledger.events.release.Baseline;
import dev.releaseledger.events.release.DeploymentFailed;
import dev.releaseledger.events.release.DeploymentHealth;
import dev.releaseledger.events.release.HealthReport;
import dev.releaseledger.events.release.HealthReported;
import dev.releaseledger.events.release.HealthVerdict;
import dev.releaseledger.events.release.Measured;
import dev.releaseledger.events.release.ReleaseStory;
import dev.releaseledger.events.release.RollbackKind;
import dev.releaseledger.events.release.RollbackReason;
import dev.releaseledger.events.release.Stage;
import dev.releaseledger.events.release.Strategy;
import dev.releaseledger.events.release.TriggerFired;
import dev.releaseledger.events.release.WatchPassed;
import dev.releaseledger.events.release.rule.ActorHasTheRight;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What may be reported of a deployment's health, and which triggers fire. */
class HealthRulesTest {
    private static final UUID D = PRODUCTION_DEPLOYMENT;

    private static ReleaseStory running() {
        return approvedUpTo(Stage.PRODUCTION).started(D, "production", Strategy.ROLLING);
    }

    private static HealthReported nothing(HealthReport... reports) {
        return new HealthReported(D, HealthVerdict.NO_DATA, Baseline.UNKNOWN, List.of(reports));
    }

    @Nested
    class ForDeploymentIsWatched {
        @Test
        void givenADeploymentThatWasNeverStarted_nothingIsReportedOfIt() {
            ReleaseStory story = planned();
            story.refuses(
                    CI,
                    nothing(Measured.healthy(story.now())),
                    DeploymentIsWatched.class,
                    CONFLICT,
                    "was never started");
        }

        @Test
        void givenADeploymentThatHasFailed_nothingIsReportedOfIt() {
            ReleaseStory story = running().told(CI, new DeploymentFailed(D, "smoke tests", null, null, null));
            story.refuses(
                    CI,
                    story.health(D, Measured.healthy(story.now())),
                    DeploymentIsWatched.class,
                    CONFLICT,
                    "has failed");
        }

        @Test
        void givenAWindowThatBeginsAfterTheWatch_itsReportIsRefused() {
            ReleaseStory story = inProduction();
            Instant end = story.now().plus(Duration.ofMinutes(15));
            story.after(Duration.ofMinutes(16))
                    .refuses(
                            CI,
                            story.health(D, Measured.healthy(end)),
                            DeploymentIsWatched.class,
                            CONFLICT,
                            "was watched until " + end);
        }

        @Test
        void givenAnotherVersionTookItsPlace_nothingIsReportedOfIt() {
            ReleaseStory story = inProduction()
                    .where("production", new RunningVersion(id("next"), id("its deployment"), "2.6.0", null));
            story.refuses(
                    CI,
                    story.health(D, Measured.healthy(story.now())),
                    DeploymentIsWatched.class,
                    CONFLICT,
                    "2.6.0 took the place");
        }

        @Test
        void givenAWindowThatBeginsDuringTheWatch_itsReportFollows() {
            ReleaseStory story = inProduction();
            Instant end = story.now().plus(Duration.ofMinutes(15));
            story.after(Duration.ofMinutes(16))
                    .lets(CI, story.health(D, Measured.healthy(end.minusMillis(1))), DeploymentIsWatched.class);
        }

        @Test
        void givenARunningDeployment_itsReportFollows() {
            ReleaseStory story = running();
            story.lets(CI, story.health(D, Measured.healthy(story.now())), DeploymentIsWatched.class);
        }

        @Test
        void givenARollbackIsBeingDone_reportsFollowUntilItIsVerified() {
            ReleaseStory story =
                    inProduction().after(Duration.ofDays(3)).triggered().takingBack(ROLLBACK);
            story.lets(CI, story.health(D, Measured.healthy(story.now())), DeploymentIsWatched.class);
            story.done(ROLLBACK, RollbackKind.CODE);
            story.lets(CI, story.health(D, Measured.healthy(story.now())), DeploymentIsWatched.class);
            story.healthy(D).told(OLE, story.helping(ROLLBACK));
            story.refuses(
                    CI,
                    story.health(D, Measured.healthy(story.now())),
                    DeploymentIsWatched.class,
                    CONFLICT,
                    "was taken back; it is not watched any more");
        }
    }

    @Nested
    class ForReportsAreNew {
        @Test
        void givenAReportThatWasTold_itIsRefused_evenWithOtherFigures() {
            ReleaseStory story = running();
            Instant from = story.now();
            story.reported(D, Measured.failing(from))
                    .refuses(
                            CI,
                            story.health(D, Measured.healthy(from)),
                            ReportsAreNew.class,
                            CONFLICT,
                            "was told already");
        }

        @Test
        void givenAReportThatIsThereTwice_bothAreRefused() {
            ReleaseStory story = running();
            HealthReport once = Measured.healthy(story.now());
            story.refuses(CI, story.health(D, once, once), ReportsAreNew.class, CONFLICT, "was told already");
        }

        @Test
        void givenMoreSourcesThanThereMayBe_theReportsAreRefused() {
            ReleaseStory story = running();
            HealthReport[] many = IntStream.rangeClosed(1, DeploymentHealth.MOST_SOURCES + 1)
                    .mapToObj(i -> Measured.from(story.now())
                            .by("source " + i)
                            .errorRate("0")
                            .report())
                    .toArray(HealthReport[]::new);
            story.refuses(CI, story.health(D, many), ReportsAreNew.class, CONFLICT, "at most 50 sources");
        }

        @Test
        void givenMoreReportsThanThereMayBe_theyAreRefused() {
            ReleaseStory story = running();
            HealthReport[] many = IntStream.rangeClosed(1, DeploymentHealth.MOST_REPORTS + 1)
                    .mapToObj(i -> Measured.from(story.now()).named("" + i).report())
                    .toArray(HealthReport[]::new);
            story.refuses(CI, nothing(many), ReportsAreNew.class, CONFLICT, "at most 10000 reports");
        }

        @Test
        void givenNewReports_theyFollow() {
            ReleaseStory story = running().healthy(D);
            story.lets(CI, story.health(D, Measured.healthy(story.now())), ReportsAreNew.class);
        }
    }

    @Nested
    class ForReportsAreOfThePast {
        @Test
        void givenAWindowThatIsNotOver_itsReportIsRefused() {
            ReleaseStory story = running();
            HealthReport report =
                    Measured.from(story.now()).lasting(Duration.ofMillis(5_001)).report();
            story.refuses(CI, nothing(report), ReportsAreOfThePast.class, UNPROCESSABLE, "and it is " + story.now());
        }

        @Test
        void givenAWindowThatEndsWhenItBegins_orBefore_itsReportIsRefused() {
            ReleaseStory story = running();
            for (Duration duration : List.of(Duration.ZERO, Duration.ofSeconds(-1))) {
                HealthReport report =
                        Measured.from(story.now()).lasting(duration).report();
                story.refuses(CI, nothing(report), ReportsAreOfThePast.class, UNPROCESSABLE, "ends after it begins");
            }
        }

        @Test
        void givenAWindowOfMoreThanADay_itsReportIsRefused() {
            ReleaseStory story = running();
            Instant from = story.now().minus(Duration.ofDays(1)).minusMillis(1);
            HealthReport report = Measured.from(from)
                    .lasting(Duration.between(from, story.now()))
                    .report();
            story.refuses(CI, nothing(report), ReportsAreOfThePast.class, UNPROCESSABLE, "lasts a day at most");
        }

        @Test
        void givenAWindowThatIsOver_asFarAsClocksAgree_itsReportFollows() {
            ReleaseStory story = running();
            story.lets(
                    CI,
                    nothing(Measured.from(story.now())
                            .lasting(Duration.ofSeconds(5))
                            .report()),
                    ReportsAreOfThePast.class);
            story.lets(
                    CI,
                    nothing(Measured.from(story.now().minus(Duration.ofDays(1)))
                            .lasting(Duration.ofDays(1))
                            .report()),
                    ReportsAreOfThePast.class);
        }
    }

    @Nested
    class ForFiguresArePossible {
        @Test
        void givenNoReport_nothingIsReported() {
            running().refuses(CI, nothing(), FiguresArePossible.class, UNPROCESSABLE, "there is no report");
        }

        @Test
        void givenFewerSamplesThanNone_theReportIsRefused() {
            ReleaseStory story = running();
            story.refuses(
                    CI,
                    nothing(Measured.from(story.now()).of(-1).report()),
                    FiguresArePossible.class,
                    UNPROCESSABLE,
                    "of -1 samples");
        }

        @Test
        void givenAShareOfLessThanNothing_orOfMoreThanEverything_theReportIsRefused() {
            ReleaseStory story = running();
            for (String rate : List.of("-0.1", "100.01")) {
                story.refuses(
                        CI,
                        nothing(Measured.from(story.now()).errorRate(rate).report()),
                        FiguresArePossible.class,
                        UNPROCESSABLE,
                        "an error rate of " + rate + " %");
            }
        }

        @Test
        void givenANegativeLatency_theReportIsRefused() {
            ReleaseStory story = running();
            story.refuses(
                    CI,
                    nothing(Measured.from(story.now()).latency("-1").report()),
                    FiguresArePossible.class,
                    UNPROCESSABLE,
                    "a latency of -1 ms");
        }

        @Test
        void givenFiguresAtTheirEnds_theReportFollows() {
            ReleaseStory story = running();
            for (String rate : List.of("0", "100", "1E+2")) {
                story.lets(
                        CI,
                        nothing(Measured.from(story.now())
                                .errorRate(rate)
                                .latency("0")
                                .business("-7")
                                .of(0)
                                .report()),
                        FiguresArePossible.class);
            }
        }
    }

    @Nested
    class ForVerdictFollowsFromTheReports {
        @Test
        void givenAnotherVerdictThanTheReportsMake_itIsRefused() {
            ReleaseStory story = running();
            HealthReported said = story.health(D, Measured.failing(story.now()));
            story.refuses(
                    CI,
                    new HealthReported(D, HealthVerdict.HEALTHY, said.baseline(), said.reports()),
                    VerdictFollowsFromTheReports.class,
                    UNPROCESSABLE,
                    "the reports make it UNHEALTHY");
        }

        @Test
        void givenAnotherBaselineThanTheDeploymentHas_itIsRefused() {
            ReleaseStory story = running();
            HealthReported said = story.health(D, Measured.healthy(story.now()));
            story.refuses(
                    CI,
                    new HealthReported(D, said.verdict(), Baseline.UNKNOWN, said.reports()),
                    VerdictFollowsFromTheReports.class,
                    UNPROCESSABLE,
                    "beside");
        }

        @Test
        void givenWhatFollows_itIsRecorded() {
            ReleaseStory story = running();
            story.lets(CI, story.health(D, Measured.failing(story.now())), VerdictFollowsFromTheReports.class);
            story.lets(CI, story.health(D, Measured.healthy(story.now())), VerdictFollowsFromTheReports.class);
        }
    }

    @Nested
    class ForTriggerFiresByItsReports {
        private TriggerFired only(ReleaseStory story) {
            assertThat(story.firing(D, ROLLBACK)).hasSize(1);
            return story.firing(D, ROLLBACK).getFirst();
        }

        @Test
        void givenADeploymentThatWasNeverStarted_nothingFires() {
            TriggerFired fired = only(running().failing(D));
            planned().refuses(CI, fired, TriggerFiresByItsReports.class, CONFLICT, "was never started");
        }

        @Test
        void givenReportsThatPassNoLimit_nothingFires() {
            TriggerFired fired = only(running().failing(D));
            running()
                    .healthy(D)
                    .refuses(CI, fired, TriggerFiresByItsReports.class, CONFLICT, "do not let trigger error-rate fire");
        }

        @Test
        void givenOtherFiguresThanTheReportsHave_itIsRefused() {
            ReleaseStory story = running().failing(D);
            TriggerFired fired = only(story);
            story.refuses(
                    CI,
                    new TriggerFired(
                            D,
                            ROLLBACK,
                            fired.trigger(),
                            fired.reason(),
                            BigDecimal.valueOf(99),
                            fired.baseline(),
                            fired.threshold(),
                            fired.reports(),
                            false),
                    TriggerFiresByItsReports.class,
                    CONFLICT,
                    "fire like this");
        }

        @Test
        void givenItClaimsToBePreAuthorised_whereItIsNot_itIsRefused() {
            ReleaseStory story = running().failing(D);
            TriggerFired fired = only(story);
            story.refuses(
                    CI,
                    new TriggerFired(
                            D,
                            ROLLBACK,
                            fired.trigger(),
                            fired.reason(),
                            fired.observed(),
                            fired.baseline(),
                            fired.threshold(),
                            fired.reports(),
                            true),
                    TriggerFiresByItsReports.class,
                    CONFLICT,
                    "fire like this");
        }

        @Test
        void givenItFired_itDoesNotFireAgain_untilTheDeploymentWasHealthy() {
            ReleaseStory story = running().failing(D);
            story.told(CI, only(story)).failing(D);
            assertThat(story.firing(D, id("another"))).isEmpty();

            story.healthy(D).failing(D);
            story.lets(CI, only(story), TriggerFiresByItsReports.class);
        }

        @Test
        void givenARollbackWaits_itDemandsThatOne() {
            ReleaseStory story = running().triggered().failing(D);
            assertThat(story.firing(D, id("another")))
                    .extracting(TriggerFired::rollbackId)
                    .containsExactly(ROLLBACK);
            story.lets(CI, story.firing(D, id("another")).getFirst(), TriggerFiresByItsReports.class);
        }

        @Test
        void givenADeploymentThatIsBeingTakenBack_nothingFires() {
            ReleaseStory story = running().triggered().takingBack(ROLLBACK).failing(D);
            assertThat(story.firing(D, id("another"))).isEmpty();
        }

        @Test
        void givenReportsThatPassALimit_itFires() {
            ReleaseStory story = running().failing(D);
            TriggerFired fired = only(story);
            assertThat(fired)
                    .isEqualTo(new TriggerFired(
                            D,
                            ROLLBACK,
                            "error-rate",
                            RollbackReason.ERROR_RATE,
                            new BigDecimal("6"),
                            new BigDecimal("0.2"),
                            new BigDecimal("5"),
                            fired.reports(),
                            false));
            story.lets(CI, fired, TriggerFiresByItsReports.class);
        }
    }

    @Nested
    class ForWatchHasPassed {
        private final ReleaseStory verified = inProduction();
        private final Watch watch =
                Watch.of(D, verified.release(), PolicyBook.defaultPolicy()).orElseThrow();
        private final WatchPassed passed = new WatchPassed(D, watch.verifiedAt(), watch.until());

        @Test
        void givenTimeThatIsLeft_theWatchHasNotPassed() {
            verified.after(Duration.ofMinutes(15))
                    .refuses(OLE, passed, WatchHasPassed.class, CONFLICT, "may be recorded until");
        }

        @Test
        void givenTimeThatIsOver_theWatchHasPassed_andOnce() {
            verified.after(Duration.ofMinutes(16)).lets(OLE, passed, WatchHasPassed.class);
            verified.told(OLE, passed).refuses(OLE, passed, WatchHasPassed.class, CONFLICT, "is on record");
        }

        @Test
        void givenADeploymentThatIsNotVerified_noWatchPasses() {
            running()
                    .after(Duration.ofHours(1))
                    .refuses(OLE, passed, WatchHasPassed.class, CONFLICT, "verified and stands");
        }

        @Test
        void givenAnotherTime_noWatchPasses() {
            verified.after(Duration.ofHours(1))
                    .refuses(
                            OLE,
                            new WatchPassed(D, watch.verifiedAt(), watch.until().plusSeconds(1)),
                            WatchHasPassed.class,
                            CONFLICT,
                            "is watched until");
        }
    }

    @Test
    void healthIsReportedByCiAndOnCall_andByNobodyElse() {
        ReleaseStory story = running();
        HealthReported said = story.health(D, Measured.healthy(story.now()));
        story.refuses(DINA, said, ActorHasTheRight.class, FORBIDDEN, "REPORT_HEALTH");
        story.lets(OLE, said, ActorHasTheRight.class);
    }
}

package dev.releaseledger.events.release.announce;

import static dev.releaseledger.events.release.Person.CI;
import static dev.releaseledger.events.release.Person.PAULA;
import static dev.releaseledger.events.release.Person.ROSA;
import static dev.releaseledger.events.release.Person.SAM;
import static dev.releaseledger.events.release.ReleaseStory.BEGINNING;
import static dev.releaseledger.events.release.ReleaseStory.inProduction;
import static dev.releaseledger.events.release.rule.Violation.Kind.CONFLICT;
import static dev.releaseledger.events.release.rule.Violation.Kind.FORBIDDEN;
import static dev.releaseledger.events.release.rule.Violation.Kind.UNPROCESSABLE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.releaseledger.events.policy.PolicyBook;
import dev.releaseledger.events.policy.ReleasePolicy;
import dev.releaseledger.events.release.AnnouncementFailed;
import dev.releaseledger.events.release.AnnouncementMissed;
import dev.releaseledger.events.release.AnnouncementRequested;
import dev.releaseledger.events.release.AnnouncementSent;
import dev.releaseledger.events.release.AnnouncementSettled;
import dev.releaseledger.events.release.AnnouncementStarted;
import dev.releaseledger.events.release.AnnouncementUncertain;
import dev.releaseledger.events.release.Announcements;
import dev.releaseledger.events.release.DeploymentStarted;
import dev.releaseledger.events.release.DeploymentVerified;
import dev.releaseledger.events.release.Release;
import dev.releaseledger.events.release.ReleaseCancelled;
import dev.releaseledger.events.release.ReleaseKind;
import dev.releaseledger.events.release.ReleasePlanned;
import dev.releaseledger.events.release.ReleaseRescheduled;
import dev.releaseledger.events.release.ReleaseStory;
import dev.releaseledger.events.release.Settlement;
import dev.releaseledger.events.release.Strategy;
import dev.releaseledger.events.release.Window;
import dev.releaseledger.events.release.checklist.ItemIsDone;
import dev.releaseledger.events.release.rule.ActorHasTheRight;
import dev.releaseledger.events.release.rule.ReleaseIsOpen;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Which announcements a release has, when they are due, and what may be said of them. */
class AnnouncementRulesTest {
    private static final ReleasePolicy POLICY = PolicyBook.defaultPolicy();
    private static final UUID DELIVERY = ReleaseStory.id("delivery");
    private static final String WEEK_BEFORE = "week-before";
    private static final String CUSTOMER_MAIL = "customer-mail";
    private static final Instant OPENS = BEGINNING.plus(Duration.ofDays(30));
    private static final Instant DUE = OPENS.minus(Duration.ofDays(7));

    private static ReleaseStory planned(Instant opensAt, String version) {
        return ReleaseStory.planned(
                ROSA,
                new ReleasePlanned(
                        "checkout",
                        version,
                        "Pay later",
                        ReleaseKind.STANDARD,
                        Strategy.ROLLING,
                        new Window(opensAt, opensAt.plusSeconds(7200)),
                        ROSA.id(),
                        null,
                        null,
                        1));
    }

    private static ReleaseStory planned() {
        return planned(OPENS, "2.5.0");
    }

    /** The story at a minute before it, so that what is told next is told at this time. */
    private static ReleaseStory at(ReleaseStory story, Instant time) {
        return story.after(Duration.between(story.now(), time));
    }

    private static ReleaseStory due() {
        return at(planned(), DUE);
    }

    /** Whoever tells what a machine found needs no right. */
    private static AnnouncementStarted start(int attempt) {
        return new AnnouncementStarted(WEEK_BEFORE, "team", "digest", attempt, DELIVERY);
    }

    private static AnnouncementSent sent(int attempt) {
        return new AnnouncementSent(WEEK_BEFORE, attempt, false, "250", null, null);
    }

    private static AnnouncementSent byHand(String id) {
        return new AnnouncementSent(id, 0, true, null, null, null);
    }

    private static AnnouncementFailed failed(int attempt, @Nullable Instant retryAt) {
        return new AnnouncementFailed(WEEK_BEFORE, attempt, "connection refused", retryAt);
    }

    private static AnnouncementUncertain uncertain(int attempt, @Nullable Instant retryAt) {
        return new AnnouncementUncertain(WEEK_BEFORE, attempt, "no answer", retryAt);
    }

    private static @Nullable Instant dueAt(ReleaseStory story, String id) {
        return AnnouncementPlan.of(story.release(), POLICY, id).orElseThrow().dueAt();
    }

    private static Announcements.Standing standing(ReleaseStory story) {
        return story.release().announcements().course(WEEK_BEFORE).standing();
    }

    @Nested
    class ThePlan {
        @Test
        void givenAWindow_itIsAnnouncedAWeekBefore_andFollowsTheWindow() {
            ReleaseStory story = planned();
            assertThat(dueAt(story, WEEK_BEFORE)).isEqualTo(DUE);

            Instant later = OPENS.plus(Duration.ofDays(3));
            story.told(ROSA, new ReleaseRescheduled(new Window(later, later.plusSeconds(60)), "moved"));

            assertThat(dueAt(story, WEEK_BEFORE)).isEqualTo(DUE.plus(Duration.ofDays(3)));
        }

        @Test
        void givenAWindowThatIsNear_itIsAnnouncedAsSoonAsItIsSaid() {
            ReleaseStory story = planned(BEGINNING.plus(Duration.ofDays(2)), "2.5.0");

            assertThat(dueAt(story, WEEK_BEFORE)).isEqualTo(story.now());
        }

        @Test
        void givenNoWindow_nothingIsDueBeforeIt() {
            assertThat(dueAt(ReleaseStory.planned(), WEEK_BEFORE)).isNull();
        }

        @Test
        void givenADeployment_announcementsAreDueWhenItStarted_wasComplete_andVerified() {
            ReleaseStory story = inProduction();
            Instant verified = story.now();

            assertThat(dueAt(story, "successful")).isEqualTo(verified);
            assertThat(dueAt(story, "deployed-and-watching")).isEqualTo(verified.minusSeconds(60));
            assertThat(dueAt(story, "deploying-now")).isEqualTo(verified.minusSeconds(120));
            assertThat(dueAt(story, "notes-distributed")).isNull();
        }

        @Test
        void givenADeploymentThatWasTakenBack_itsSuccessIsNotAnnounced_butItsStartIs() {
            ReleaseStory story = inProduction();
            Instant started = story.now().minusSeconds(120);
            story.rolledBack();
            assertThat(dueAt(story, "successful")).isNull();
            assertThat(dueAt(story, "deployed-and-watching")).isNull();
            assertThat(dueAt(story, CUSTOMER_MAIL)).isNull();
            assertThat(dueAt(story, "deploying-now")).isEqualTo(started);
        }

        @Test
        void givenADeploymentThatWasTakenBack_whatFailedOfItsSuccessIsNotTriedAgain_norMissed() {
            ReleaseStory story = inProduction();
            story.told(CI, new AnnouncementStarted("successful", "team", "digest", 1, DELIVERY));
            Instant again = story.now().plusSeconds(600);
            story.told(CI, new AnnouncementFailed("successful", 1, "connection refused", again));
            assertThat(successful(story).nextAt()).contains(again);
            story.rolledBack();

            assertThat(successful(story).nextAt()).isEmpty();
            assertThat(successful(story).overdueAt()).isEmpty();
        }

        @Test
        void givenAnotherDeploymentAfterIt_itsSuccessIsDueWhenThatOneIsVerified_notWhenItStarts() {
            ReleaseStory story = inProduction().rolledBack();
            UUID second = ReleaseStory.id("second production deployment");
            DeploymentStarted again = ReleaseStory.deployment(second, "production", Strategy.ROLLING);
            Release started = story.release().evolve(again, story.as(CI));
            assertThat(AnnouncementPlan.of(started, POLICY, "successful")
                            .orElseThrow()
                            .dueAt())
                    .isNull();

            story.after(Duration.ofMinutes(10));
            Release verified =
                    started.evolve(new DeploymentVerified(second, "smoke tests", null, null, null), story.as(CI));
            assertThat(AnnouncementPlan.of(verified, POLICY, "successful")
                            .orElseThrow()
                            .dueAt())
                    .isEqualTo(story.now());
        }

        private PlannedAnnouncement successful(ReleaseStory story) {
            return AnnouncementPlan.of(story.release(), POLICY, "successful").orElseThrow();
        }

        @Test
        void givenStagingAlone_nothingIsDue() {
            ReleaseStory story = ReleaseStory.approvedUpTo(dev.releaseledger.events.release.Stage.STAGING);

            assertThat(dueAt(story, "deploying-now")).isNull();
        }

        @Test
        void givenAPatch_theOutsideIsNotTold() {
            assertThat(AnnouncementPlan.of(planned(OPENS, "2.5.1").release(), POLICY))
                    .noneMatch(each -> each.announcement().id().equals(CUSTOMER_MAIL))
                    .anyMatch(each -> each.announcement().id().equals(WEEK_BEFORE));
        }

        @Test
        void givenAReleaseOfThePast_nobodyIsTold() {
            assertThat(AnnouncementPlan.of(ReleaseStory.backfilled().release(), POLICY))
                    .isEmpty();
        }

        @Test
        void givenACancelledRelease_nothingIsToBeSentOrMissed() {
            ReleaseStory story = due().told(ROSA, new ReleaseCancelled("dropped"));
            PlannedAnnouncement planned =
                    AnnouncementPlan.of(story.release(), POLICY, WEEK_BEFORE).orElseThrow();

            assertThat(planned.nextAt()).isEmpty();
            assertThat(planned.overdueAt()).isEmpty();
        }

        @Test
        void givenFailures_thePausesGrow_untilTheFifthAttempt() {
            ReleaseStory story = due();
            for (int minutes : new int[] {1, 5, 25, 125}) {
                int attempt =
                        story.release().announcements().course(WEEK_BEFORE).attempts() + 1;
                story.told(CI, start(attempt));
                Instant next = Attempts.next(
                                story.release().announcements().course(WEEK_BEFORE), story.now(), Duration.ZERO)
                        .orElseThrow();
                assertThat(next).isEqualTo(story.now().plus(Duration.ofMinutes(minutes)));
                story.told(CI, failed(attempt, next));
                at(story, next);
            }
            story.told(CI, start(5));

            Announcements.Course course = story.release().announcements().course(WEEK_BEFORE);
            assertThat(Attempts.next(course, story.now(), Duration.ZERO)).isEmpty();
            assertThat(Attempts.deliveryId(DELIVERY, WEEK_BEFORE, course))
                    .isEqualTo(Attempts.deliveryId(
                            DELIVERY,
                            WEEK_BEFORE,
                            planned().release().announcements().course(WEEK_BEFORE)));
        }

        @Test
        void givenAServerThatAsksForLonger_itIsLeftAloneForThatLong() {
            ReleaseStory story = due().told(CI, start(1));

            assertThat(Attempts.next(story.release().announcements().course(WEEK_BEFORE), DUE, Duration.ofMinutes(10)))
                    .contains(DUE.plus(Duration.ofMinutes(10)));
        }
    }

    @Nested
    class AnEarlierUncertainAttempt {
        /** Of the first attempt nobody knows, the second one surely failed. */
        private ReleaseStory failedAfterwards() {
            ReleaseStory story = due().told(CI, start(1));
            story.told(CI, uncertain(1, story.now())).told(CI, start(2));
            return story.told(CI, failed(2, story.now()));
        }

        private Announcements.@Nullable Perhaps perhaps(ReleaseStory story) {
            return story.release().announcements().course(WEEK_BEFORE).perhaps();
        }

        @Test
        void givenADefiniteFailureAfterIt_itIsNotForgotten_andNothingIsMissed() {
            ReleaseStory story = failedAfterwards();

            assertThat(perhaps(story)).isEqualTo(new Announcements.Perhaps(1, "digest"));
            assertThat(AnnouncementPlan.of(story.release(), POLICY, WEEK_BEFORE)
                            .orElseThrow()
                            .overdueAt())
                    .isEmpty();
        }

        @Test
        void givenADefiniteFailureAfterIt_nobodyAsksForAnotherBeforeItIsSettled() {
            ReleaseStory story = failedAfterwards();
            var wanted = new AnnouncementRequested(WEEK_BEFORE, null);
            var settled = new AnnouncementSettled(WEEK_BEFORE, 2, Settlement.NOT_SENT, "not in the outbox");

            story.refuses(ROSA, wanted, OnlyOneAttemptAtATime.class, CONFLICT, "nobody knows");
            story.refuses(ROSA, byHand(WEEK_BEFORE), OnlyOneAttemptAtATime.class, CONFLICT, "nobody knows");
            story.lets(CI, start(3), OnlyOneAttemptAtATime.class);
            story.told(ROSA, settled).told(ROSA, wanted);
            assertThat(perhaps(story)).isNull();
        }

        @Test
        void givenADefiniteFailureAfterIt_itIsLeftToAPerson_butNotTriedAgainForThat() {
            ReleaseStory story = failedAfterwards();

            story.refuses(CI, uncertain(2, story.now()), OutcomeIsOfTheAttempt.class, CONFLICT, "not under way");
            story.told(CI, uncertain(2, null)).refuses(CI, start(3), OnlyOneAttemptAtATime.class, CONFLICT, "settle");
            assertThat(perhaps(story)).isEqualTo(new Announcements.Perhaps(1, "digest"));
        }

        @Test
        void givenItWasToBeRepeated_itMayBeLeftToAPersonAfterAll() {
            ReleaseStory story = due().told(CI, start(1));
            story.told(CI, uncertain(1, story.now())).told(CI, uncertain(1, null));

            story.refuses(CI, start(2), OnlyOneAttemptAtATime.class, CONFLICT, "settle");
        }

        @Test
        void givenItTurnsOutToHaveFailed_orASuccess_nothingIsUncertain() {
            ReleaseStory failed = due().told(CI, start(1));
            failed.told(CI, uncertain(1, failed.now())).told(CI, failed(1, failed.now()));
            assertThat(perhaps(failed)).isNull();

            assertThat(perhaps(failedAfterwards().told(CI, start(3)).told(CI, sent(3))))
                    .isNull();
        }
    }

    @Nested
    class TheChecklist {
        @Test
        void givenAnAnnouncementThatWasMade_theItemIsDone_byItsChannelOrByHand_whateverChangesLater() {
            var item = POLICY.item("window-announced").orElseThrow();
            assertThat(ItemIsDone.wasDone(item, due().release(), POLICY)).isFalse();

            ReleaseStory story = due().told(ROSA, byHand(WEEK_BEFORE));
            assertThat(ItemIsDone.wasDone(item, story.release(), POLICY)).isTrue();
            story.told(ROSA, ReleaseStory.change("c-9", ROSA));
            assertThat(ItemIsDone.wasDone(item, story.release(), POLICY)).isTrue();

            ReleaseStory other = due().told(CI, start(1)).told(CI, sent(1));
            assertThat(ItemIsDone.wasDone(item, other.release(), POLICY)).isTrue();
        }

        @Test
        void givenAnUncertainOne_theItemStaysOpen() {
            ReleaseStory story = due().told(CI, start(1)).told(CI, uncertain(1, null));

            assertThat(ItemIsDone.wasDone(POLICY.item("window-announced").orElseThrow(), story.release(), POLICY))
                    .isFalse();
        }
    }

    @Test
    void givenARoleThatDoesNotAnnounce_itIsForbidden() {
        planned().refuses(SAM, byHand(WEEK_BEFORE), ActorHasTheRight.class, FORBIDDEN, "release-manager");
        planned().refuses(SAM, new AnnouncementRequested(WEEK_BEFORE, null), ActorHasTheRight.class, FORBIDDEN, "");
    }

    @Test
    void givenACancelledRelease_whatBecameOfAnAttemptIsRecorded_andNothingElse() {
        ReleaseStory story = due().told(CI, start(1)).told(ROSA, new ReleaseCancelled("dropped"));

        story.refuses(ROSA, byHand(CUSTOMER_MAIL), ReleaseIsOpen.class, CONFLICT, "has ended");
        story.told(CI, sent(1));
    }

    @Nested
    class ForAnnouncementIsPlanned {
        @Test
        void givenAnAnnouncementThatThePolicyDoesNotHave_itIsRefused() {
            planned().refuses(ROSA, byHand("party"), AnnouncementIsPlanned.class, UNPROCESSABLE, "week-before");
        }

        @Test
        void givenOneOfThePolicy_itFollows() {
            planned().lets(ROSA, byHand(WEEK_BEFORE), AnnouncementIsPlanned.class);
        }
    }

    @Nested
    class ForAnnouncerSpeaksToTheAudience {
        @Test
        void givenAProductOwner_theTeamIsNotForThem() {
            planned().refuses(PAULA, byHand(WEEK_BEFORE), AnnouncerSpeaksToTheAudience.class, FORBIDDEN, "inside");
        }

        @Test
        void givenAProductOwner_customersAre() {
            planned().lets(PAULA, byHand(CUSTOMER_MAIL), AnnouncerSpeaksToTheAudience.class);
            planned().told(PAULA, byHand(CUSTOMER_MAIL));
        }
    }

    @Nested
    class ForAnnouncementIsNotYetSent {
        @Test
        void givenOneThatWasMade_itIsNotMadeAgain() {
            ReleaseStory story = due().told(ROSA, byHand(WEEK_BEFORE));

            story.refuses(CI, start(1), AnnouncementIsNotYetSent.class, CONFLICT, "was made at");
            story.refuses(
                    ROSA,
                    new AnnouncementRequested(WEEK_BEFORE, null),
                    AnnouncementIsNotYetSent.class,
                    CONFLICT,
                    "was made at");
        }

        @Test
        void givenOneThatWasMissed_itIsStillMade() {
            ReleaseStory story =
                    at(planned(), DUE.plus(Duration.ofDays(1))).told(CI, new AnnouncementMissed(WEEK_BEFORE, DUE));

            story.lets(ROSA, byHand(WEEK_BEFORE), AnnouncementIsNotYetSent.class);
        }
    }

    @Nested
    class ForOnlyOneAttemptAtATime {
        @Test
        void givenAnAttemptUnderWay_thereIsNoOther_andNobodyTellsItByHand() {
            ReleaseStory story = due().told(CI, start(1));

            story.refuses(CI, start(2), OnlyOneAttemptAtATime.class, CONFLICT, "under way");
            story.refuses(ROSA, byHand(WEEK_BEFORE), OnlyOneAttemptAtATime.class, CONFLICT, "under way");
        }

        @Test
        void givenAnUncertainOne_itIsSettledFirst() {
            ReleaseStory story = due().told(CI, start(1)).told(CI, uncertain(1, null));

            story.refuses(CI, start(2), OnlyOneAttemptAtATime.class, CONFLICT, "settle");
            story.refuses(ROSA, byHand(WEEK_BEFORE), OnlyOneAttemptAtATime.class, CONFLICT, "settle");
        }

        @Test
        void givenAnUncertainOneOnAChannelThatKnowsRepeatedOnes_itIsSentAgain() {
            ReleaseStory story = due().told(CI, start(1));
            story.told(CI, uncertain(1, story.now()));

            story.lets(CI, start(2), OnlyOneAttemptAtATime.class);
            story.told(CI, start(2)).told(CI, sent(2));
        }
    }

    @Nested
    class ForAnnouncementIsDue {
        @Test
        void givenItsTimeHasNotCome_itIsNotSent() {
            at(planned(), DUE.minusSeconds(3600))
                    .refuses(CI, start(1), AnnouncementIsDue.class, CONFLICT, "from " + DUE);
        }

        @Test
        void givenItsTimeHasPassed_itIsNotSentEither() {
            at(planned(), DUE.plus(Duration.ofDays(1)))
                    .refuses(CI, start(1), AnnouncementIsDue.class, CONFLICT, "until");
        }

        @Test
        void givenItsTimeHasCome_orSomebodyWantsItNow_itIsSent() {
            due().lets(CI, start(1), AnnouncementIsDue.class);
            planned()
                    .told(ROSA, new AnnouncementRequested(WEEK_BEFORE, null))
                    .lets(CI, start(1), AnnouncementIsDue.class);
        }

        @Test
        void givenAFailure_itIsTriedAgainWhenItSaid_andForGoodOnlyWhereSomebodyWantsIt() {
            ReleaseStory story = due().told(CI, start(1));
            story.told(CI, failed(1, story.now().plus(Duration.ofMinutes(30))));
            story.refuses(CI, start(2), AnnouncementIsDue.class, CONFLICT, "only from");

            ReleaseStory forGood = due().told(CI, start(1)).told(CI, failed(1, null));
            forGood.refuses(CI, start(2), AnnouncementIsDue.class, CONFLICT, "not to be sent");
            forGood.told(ROSA, new AnnouncementRequested(WEEK_BEFORE, "mended")).told(CI, start(2));
        }
    }

    @Nested
    class ForAttemptFollowsTheLast {
        @Test
        void givenAnotherNumber_itIsRefused() {
            due().refuses(CI, start(2), AttemptFollowsTheLast.class, UNPROCESSABLE, "number 1");
        }

        @Test
        void givenTheNextNumber_itFollows() {
            due().lets(CI, start(1), AttemptFollowsTheLast.class);
        }
    }

    @Nested
    class ForOutcomeIsOfTheAttempt {
        @Test
        void givenNoAttempt_nothingBecameOfIt() {
            due().refuses(CI, sent(1), OutcomeIsOfTheAttempt.class, CONFLICT, "not under way");
            due().told(CI, start(1))
                    .refuses(CI, failed(2, null), OutcomeIsOfTheAttempt.class, CONFLICT, "not under way");
        }

        @Test
        void givenAnAttempt_itEnds_andWhatWasUncertainMayTurnOut() {
            ReleaseStory story = due().told(CI, start(1));
            story.lets(CI, uncertain(1, null), OutcomeIsOfTheAttempt.class);
            story.told(CI, uncertain(1, null)).told(CI, sent(1));
            assertThat(standing(story)).isInstanceOf(Announcements.Standing.Sent.class);
        }

        @Test
        void givenAnUncertainOne_itIsNotUncertainAgain() {
            due().told(CI, start(1))
                    .told(CI, uncertain(1, null))
                    .refuses(CI, uncertain(1, null), OutcomeIsOfTheAttempt.class, CONFLICT, "not under way");
        }
    }

    @Nested
    class ForOnlyAnUncertainOneIsSettled {
        private final AnnouncementSettled settled =
                new AnnouncementSettled(WEEK_BEFORE, 1, Settlement.NOT_SENT, "not in the outbox");

        @Test
        void givenOneThatIsNot_itIsRefused() {
            due().refuses(ROSA, settled, OnlyAnUncertainOneIsSettled.class, CONFLICT, "not uncertain");
        }

        @Test
        void givenAnUncertainOne_itIsSettled_andMayBeSentOnceMore() {
            ReleaseStory story = due().told(CI, start(1)).told(CI, uncertain(1, null));
            story.lets(ROSA, settled, OnlyAnUncertainOneIsSettled.class);
            story.told(ROSA, settled);
            assertThat(standing(story)).isInstanceOf(Announcements.Standing.FailedForGood.class);

            story.told(ROSA, new AnnouncementRequested(WEEK_BEFORE, null)).told(CI, start(2));
        }
    }

    @Nested
    class ForAnnouncementIsOverdue {
        private final AnnouncementMissed missed = new AnnouncementMissed(WEEK_BEFORE, DUE);

        @Test
        void givenThereIsTimeLeft_itIsNotMissed() {
            at(planned(), DUE.plus(Duration.ofHours(23)))
                    .refuses(CI, missed, AnnouncementIsOverdue.class, CONFLICT, "not overdue");
        }

        @Test
        void givenAnAttemptUnderWay_itIsNotMissed() {
            at(due().told(CI, start(1)), DUE.plus(Duration.ofDays(2)))
                    .refuses(CI, missed, AnnouncementIsOverdue.class, CONFLICT, "not overdue");
        }

        @Test
        void givenItsTimeHasPassed_itIsMissed_alsoBetweenAttempts() {
            at(planned(), DUE.plus(Duration.ofDays(1))).lets(CI, missed, AnnouncementIsOverdue.class);
            ReleaseStory story = due().told(CI, start(1));
            story.told(CI, failed(1, story.now().plus(Duration.ofDays(3))));
            at(story, DUE.plus(Duration.ofDays(1))).told(CI, missed);
        }
    }
}

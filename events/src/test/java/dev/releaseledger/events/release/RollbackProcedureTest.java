package dev.releaseledger.events.release;

import static dev.releaseledger.events.release.Person.CI;
import static dev.releaseledger.events.release.Person.MIRA;
import static dev.releaseledger.events.release.Person.OLE;
import static dev.releaseledger.events.release.Person.ROSA;
import static dev.releaseledger.events.release.ReleaseStory.BEFORE;
import static dev.releaseledger.events.release.ReleaseStory.PRODUCTION_DEPLOYMENT;
import static dev.releaseledger.events.release.ReleaseStory.ROLLBACK;
import static dev.releaseledger.events.release.ReleaseStory.approvedUpTo;
import static dev.releaseledger.events.release.ReleaseStory.id;
import static dev.releaseledger.events.release.ReleaseStory.inProduction;
import static dev.releaseledger.events.release.ReleaseStory.rollback;
import static dev.releaseledger.events.release.ReleaseStory.stepDone;
import static dev.releaseledger.events.release.rule.Violation.Kind.CONFLICT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.releaseledger.events.access.Role;
import dev.releaseledger.events.policy.PolicyBook;
import dev.releaseledger.events.policy.ReleasePolicy;
import dev.releaseledger.events.release.announce.AnnouncementPlan;
import dev.releaseledger.events.release.announce.PlannedAnnouncement;
import dev.releaseledger.events.release.rollback.RollbackMayStart;
import dev.releaseledger.events.release.rule.ReleaseIsOpen;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Whole rollbacks, from what was seen to what people were told. */
class RollbackProcedureTest {
    private static final UUID D = PRODUCTION_DEPLOYMENT;
    private static final UUID SECOND = id("second rollback");
    private static final ReleasePolicy POLICY = PolicyBook.defaultPolicy();
    private static final ReleasePolicy ACTING_FIRST =
            CautiousPolicy.where("/rollback/preAuthorised", "[\"error-rate\"]");

    private static Rollback.Progress progress(ReleaseStory story, UUID rollback) {
        return story.rollback(rollback).progress();
    }

    private static ReleaseStory completed(ReleaseStory story, UUID rollback, String... announcements) {
        return story.announced(announcements).told(ROSA, new RollbackCompleted(rollback));
    }

    private static RollbackFailed failed(UUID rollback) {
        return new RollbackFailed(rollback, D, RollbackKind.CODE, "2.4.0 does not start");
    }

    @Test
    void aTriggerFires_peopleConfirm_andTheReleaseIsTakenBack() {
        ReleaseStory story = inProduction().failing(D).fired(D, ROLLBACK);
        assertThat(story.rollback(ROLLBACK).demand().trigger()).isNotNull();
        assertThat(story.rollback(ROLLBACK).demand().reason()).isEqualTo(RollbackReason.ERROR_RATE);
        assertThat(story.status()).isEqualTo(ReleaseStatus.DEPLOYED);

        story.takingBack(ROLLBACK);
        Instant started = story.now();
        assertThat(progress(story, ROLLBACK)).isEqualTo(new Rollback.Progress.Executing(started, null));
        assertThat(story.status()).isEqualTo(ReleaseStatus.ROLLED_BACK);
        assertThat(story.there("production").current())
                .hasValueSatisfying(
                        running -> assertThat(running.deploymentId()).isEqualTo(D));

        story.done(ROLLBACK, RollbackKind.CODE);
        Instant executed = story.now();
        assertThat(progress(story, ROLLBACK)).isEqualTo(new Rollback.Progress.Executed(started, executed));

        story.healthy(D);
        RollbackVerified helping = story.helping(ROLLBACK);
        story.told(OLE, helping);
        Instant verified = story.now();
        assertThat(progress(story, ROLLBACK))
                .isEqualTo(new Rollback.Progress.Verified(started, executed, verified, helping.report()));
        assertThat(story.there("production").current()).hasValue(BEFORE);

        completed(story, ROLLBACK, "rolling-back", "rolled-back");
        assertThat(progress(story, ROLLBACK))
                .isEqualTo(new Rollback.Progress.Completed(started, executed, verified, story.now()));
        story.told(OLE, new RollbackObligationMet(ROLLBACK, "ROOT_CAUSE", null, null, null));
        assertThat(story.rollback(ROLLBACK).met()).containsOnlyKeys("ROOT_CAUSE");
    }

    @Test
    void aPreAuthorisedTriggerActsFirst_andIsConfirmedAfter() {
        ReleaseStory story = inProduction()
                .under(ACTING_FIRST)
                .failing(D)
                .fired(D, ROLLBACK)
                .told(CI, new RollbackStarted(ROLLBACK, D, "error-rate"));
        assertThat(progress(story, ROLLBACK)).isEqualTo(new Rollback.Progress.Executing(story.now(), "error-rate"));
        assertThat(story.rollback(ROLLBACK).isConfirmed()).isFalse();

        story.confirmed(ROLLBACK).helped(ROLLBACK);
        completed(story, ROLLBACK, "rolling-back", "rolled-back");
        assertThat(story.rollback(ROLLBACK).isConfirmed()).isTrue();
    }

    @Test
    void whatHealedByItself_isNotTakenBackBeforePeopleConfirmIt() {
        inProduction()
                .under(ACTING_FIRST)
                .failing(D)
                .fired(D, ROLLBACK)
                .healthy(D)
                .refuses(
                        CI,
                        new RollbackStarted(ROLLBACK, D, "error-rate"),
                        RollbackMayStart.class,
                        CONFLICT,
                        "does not let trigger");
    }

    @Test
    void aRollbackThatFailed_isFollowedByASecondOne() {
        ReleaseStory story = inProduction().triggered().takingBack(ROLLBACK).told(OLE, failed(ROLLBACK));
        assertThat(progress(story, ROLLBACK)).isInstanceOf(Rollback.Progress.Failed.class);
        assertThat(story.there("production").current())
                .as("nobody knows better")
                .hasValueSatisfying(
                        running -> assertThat(running.deploymentId()).isEqualTo(D));

        story.told(OLE, rollback(SECOND, D)).takingBack(SECOND).helped(SECOND);
        completed(story, SECOND, "rolling-back-2", "rolled-back-2");
        assertThat(progress(story, SECOND)).isInstanceOf(Rollback.Progress.Completed.class);
        assertThat(story.there("production").current()).hasValue(BEFORE);
    }

    @Test
    void aRollbackThatWasWithdrawn_leavesTheDeploymentWhereItIs_andAnotherMayFollow() {
        ReleaseStory story = inProduction()
                .triggered()
                .told(OLE, new RollbackConfirmed(ROLLBACK, Role.ON_CALL, null))
                .told(MIRA, new RollbackWithdrawn(ROLLBACK, "A false alarm"));
        assertThat(story.status()).isEqualTo(ReleaseStatus.DEPLOYED);
        assertThat(story.deployment(D).isVerified()).isTrue();
        assertThat(story.violations(MIRA, new RollbackConfirmed(ROLLBACK, Role.MANAGER, null)))
                .isNotEmpty();

        story.told(OLE, rollback(SECOND, D)).takingBack(SECOND);
        assertThat(story.status()).isEqualTo(ReleaseStatus.ROLLED_BACK);
    }

    @Test
    void aCompletedReleaseIsTakenBackToo() {
        ReleaseStory story = approvedUpTo(Stage.POST_RELEASE)
                .ticked(POLICY.items())
                .told(ROSA, new ReleaseCompleted(null))
                .under(CautiousPolicy.where("/health/watch", "\"P1D\""))
                .failing(D)
                .fired(D, ROLLBACK);
        assertThat(story.status()).isEqualTo(ReleaseStatus.COMPLETED);

        story.takingBack(ROLLBACK).helped(ROLLBACK);
        completed(story, ROLLBACK, "rolling-back", "rolled-back");
        assertThat(story.status()).isEqualTo(ReleaseStatus.ROLLED_BACK);
        story.refuses(ROSA, new ReleaseCancelled("x"), ReleaseIsOpen.class, CONFLICT, "has ended");
    }

    @Test
    void whatTheExecutingSystemSays_isKeptByKind() {
        ReleaseStory story = inProduction().triggered().takingBack(ROLLBACK);
        story.told(CI, new RollbackExecutionStarted(ROLLBACK, RollbackKind.CODE, 1, id("execution")))
                .told(CI, new RollbackExecutionFailed(ROLLBACK, RollbackKind.CODE, 1, "503", story.now()))
                .told(CI, new RollbackExecutionStarted(ROLLBACK, RollbackKind.CODE, 2, id("execution")))
                .told(CI, new RollbackExecutionAccepted(ROLLBACK, RollbackKind.CODE, 2));
        assertThat(story.rollback(ROLLBACK).executions())
                .containsEntry(
                        RollbackKind.CODE,
                        new Rollback.Execution(2, false, new Rollback.Execution.Standing.Accepted(story.now())));
        story.told(CI, stepDone(ROLLBACK, RollbackKind.CODE));
        assertThat(progress(story, ROLLBACK)).isInstanceOf(Rollback.Progress.Executed.class);
    }

    @Nested
    class WhatPeopleAreTold {
        private List<PlannedAnnouncement> plan(ReleaseStory story, UUID rollback) {
            return AnnouncementPlan.of(story.release(), POLICY, rollback);
        }

        private Instant dueAt(ReleaseStory story, String announcement) {
            Instant due = AnnouncementPlan.of(story.release(), POLICY, announcement)
                    .orElseThrow()
                    .dueAt();
            return due == null ? Instant.MAX : due;
        }

        @Test
        void givenNoRollback_nothingIsPlannedOfOne() {
            assertThat(AnnouncementPlan.of(inProduction().release(), POLICY, "rolling-back"))
                    .isEmpty();
            assertThat(plan(inProduction(), ROLLBACK)).isEmpty();
        }

        @Test
        void givenARollback_eachIsDueWhenItsMomentComes() {
            ReleaseStory story = inProduction().triggered();
            Instant triggered = story.now();
            assertThat(plan(story, ROLLBACK))
                    .extracting(planned -> planned.announcement().id())
                    .containsExactly("rollback-asked", "rolling-back", "rolled-back", "rollback-failed");
            assertThat(dueAt(story, "rollback-asked")).isEqualTo(triggered);
            assertThat(dueAt(story, "rolling-back")).isEqualTo(Instant.MAX);

            story.takingBack(ROLLBACK);
            Instant started = story.now();
            assertThat(dueAt(story, "rollback-asked"))
                    .as("nobody is asked any more")
                    .isEqualTo(Instant.MAX);
            assertThat(dueAt(story, "rolling-back")).isEqualTo(started);
            assertThat(dueAt(story, "rolled-back")).isEqualTo(Instant.MAX);

            story.helped(ROLLBACK);
            assertThat(dueAt(story, "rolling-back")).isEqualTo(started);
            assertThat(dueAt(story, "rolled-back")).isEqualTo(story.now());
            assertThat(dueAt(story, "rollback-failed")).isEqualTo(Instant.MAX);
        }

        @Test
        void givenASecondRollback_itIsToldOfAnew() {
            ReleaseStory story = inProduction()
                    .triggered()
                    .takingBack(ROLLBACK)
                    .announced("rolling-back")
                    .told(OLE, failed(ROLLBACK));
            Instant failed = story.now();
            story.told(OLE, rollback(SECOND, D)).takingBack(SECOND);

            assertThat(plan(story, SECOND))
                    .extracting(planned -> planned.announcement().id())
                    .containsExactly("rollback-asked-2", "rolling-back-2", "rolled-back-2", "rollback-failed-2");
            assertThat(plan(story, ROLLBACK))
                    .extracting(planned -> planned.announcement().id())
                    .containsExactly("rollback-asked", "rolling-back", "rolled-back", "rollback-failed");
            assertThat(dueAt(story, "rollback-failed")).isEqualTo(failed);
            assertThat(dueAt(story, "rollback-failed-2")).isEqualTo(Instant.MAX);
            assertThat(dueAt(story, "rolling-back-2")).isEqualTo(story.now());
            assertThat(story.release().announcements().course("rolling-back").isSent())
                    .isTrue();
            assertThat(story.release().announcements().course("rolling-back-2").isSent())
                    .isFalse();
        }

        @Test
        void givenARollbackThatWasWithdrawn_nobodyIsToldOfIt() {
            ReleaseStory story = inProduction().triggered().told(OLE, new RollbackWithdrawn(ROLLBACK, "x"));
            assertThat(plan(story, ROLLBACK)).allMatch(planned -> planned.dueAt() == null);
        }

        @Test
        void givenARollbackThatIsOnlyKnownToBeAuthorised_nobodyIsToldOfIt() {
            assertThat(plan(inProduction().rolledBack(), ROLLBACK)).isEmpty();
        }
    }
}

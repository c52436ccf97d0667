package dev.releaseledger.bench.gates;

import dev.releaseledger.bench.gates.LongPolicy.Item;
import dev.releaseledger.bench.gates.LongPolicy.Shows;
import dev.releaseledger.events.access.Role;
import dev.releaseledger.events.envelope.Attribution;
import dev.releaseledger.events.policy.ReleasePolicy;
import dev.releaseledger.events.release.ChangeAdded;
import dev.releaseledger.events.release.ChangeCategory;
import dev.releaseledger.events.release.CriterionWaived;
import dev.releaseledger.events.release.CriterionWaiverProposed;
import dev.releaseledger.events.release.DeploymentAdvanced;
import dev.releaseledger.events.release.DeploymentStarted;
import dev.releaseledger.events.release.DeploymentVerified;
import dev.releaseledger.events.release.EvidenceRecorded;
import dev.releaseledger.events.release.ItemTicked;
import dev.releaseledger.events.release.ItemWaived;
import dev.releaseledger.events.release.ItemWaiverProposed;
import dev.releaseledger.events.release.Outcome;
import dev.releaseledger.events.release.Release;
import dev.releaseledger.events.release.ReleaseEvent;
import dev.releaseledger.events.release.ReleaseKind;
import dev.releaseledger.events.release.ReleasePlanned;
import dev.releaseledger.events.release.ReleaseState;
import dev.releaseledger.events.release.Stage;
import dev.releaseledger.events.release.Strategy;
import dev.releaseledger.events.release.gate.Approvers;
import dev.releaseledger.events.release.rule.ReleaseRules;
import dev.releaseledger.events.release.rule.Surroundings;
import dev.releaseledger.events.release.rule.Violation;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * A release of many changes under the {@link LongPolicy}, two days on: {@code DEVELOPMENT} and {@code QA} are approved;
 * {@code STAGING} has one of its two approvals, but what it showed has expired in part; of the later stages some is shown, some
 * waived, some failed, most open. Every rule accepted every step.
 */
final class ReleaseUnderWay {
    private static final Instant BEGINNING = Instant.parse("2026-01-02T03:04:05Z");
    private static final int AUTHORS = 20;
    private static final UUID PLANNER = new UUID(7, 1);
    private static final UUID CI = new UUID(7, 2);
    private static final UUID MANAGER = new UUID(7, 3);
    private static final UUID DEPLOYMENT = new UUID(8, 1);
    private static final String DIGEST = "sha256:" + "0123456789abcdef".repeat(4);

    private final ReleasePolicy policy = LongPolicy.policy();
    private final List<Said> history = new ArrayList<>();
    private Release release;

    private record Said(ReleaseEvent event, Attribution by) {}

    private ReleaseUnderWay(int changes) {
        ReleasePlanned plan = new ReleasePlanned(
                "bench",
                "1.0.0",
                "A release that is measured",
                ReleaseKind.STANDARD,
                Strategy.ROLLING,
                null,
                PLANNER,
                "milestone 7",
                null,
                policy.version());
        Attribution planner = as(PLANNER, Role.RELEASE_MANAGER);
        accepted(plan, ReleaseRules.judgeFirst(plan, planner, policy, Surroundings.NONE));
        history.add(new Said(plan, planner));
        release = read();
        for (int i = 0; i < changes; i++) {
            say(change(i), CI, Role.CI);
        }
        allDone(Stage.DEVELOPMENT);
        approve(Stage.DEVELOPMENT, PLANNER, Role.RELEASE_MANAGER);
        allDone(Stage.QA);
        approve(Stage.QA, new UUID(7, 4), Role.QA_LEAD);
        deployed();
        allDone(Stage.STAGING);
        approve(Stage.STAGING, new UUID(7, 5), Role.PRODUCT_OWNER);
        partlyDone();
    }

    /** A release of so many changes. */
    static ReleaseUnderWay of(int changes) {
        return new ReleaseUnderWay(changes);
    }

    /** The release, read from its history anew: nothing of it was worked out yet. */
    Release read() {
        ReleaseState state = ReleaseState.unplanned();
        for (Said said : history) {
            state = state.evolve(said.event(), said.by());
        }
        return (Release) state;
    }

    ReleasePolicy policy() {
        return policy;
    }

    /** When it is looked at. */
    Instant now() {
        return BEGINNING.plus(LongPolicy.A_DAY).plus(LongPolicy.A_DAY);
    }

    private void allDone(Stage stage) {
        for (Shows what : Shows.values()) {
            if (what == Shows.REVIEW_IS_DONE) {
                waive(stage, what);
            } else if (what != Shows.IT_RUNS || stage.compareTo(Stage.STAGING) < 0) {
                show(stage, what, Outcome.PASSED, 91);
            }
        }
        tick(stage, Item.NOTES_WRITTEN);
        tick(stage, Item.RUNBOOK_UPDATED);
        tick(stage, Item.MIGRATIONS_TESTED);
        waive(stage, Item.CUSTOMERS_TOLD);
    }

    private void partlyDone() {
        show(Stage.PRODUCTION, Shows.TESTS_PASS, Outcome.PASSED, 91);
        show(Stage.PRODUCTION, Shows.COVERAGE_SUFFICES, Outcome.PASSED, 79);
        show(Stage.PRODUCTION, Shows.LOAD_IS_BORNE, Outcome.FAILED, 91);
        waive(Stage.PRODUCTION, Shows.REVIEW_IS_DONE);
        tick(Stage.PRODUCTION, Item.NOTES_WRITTEN);
        waive(Stage.PRODUCTION, Item.CUSTOMERS_TOLD);
        show(Stage.POST_RELEASE, Shows.TESTS_PASS, Outcome.PASSED, 91);
        tick(Stage.POST_RELEASE, Item.RUNBOOK_UPDATED);
    }

    private void show(Stage stage, Shows what, Outcome outcome, int coverage) {
        say(
                new EvidenceRecorded(
                        stage,
                        what.id(stage),
                        outcome,
                        "continuous integration, job 4711",
                        "https://ci.example/builds/4711/report",
                        DIGEST,
                        Map.of(LongPolicy.COVERAGE, BigDecimal.valueOf(coverage), "seconds", BigDecimal.valueOf(321))),
                CI,
                Role.CI);
    }

    private void waive(Stage stage, Shows what) {
        String reason = "the two who know it best are away";
        say(new CriterionWaiverProposed(what.id(stage), reason), PLANNER, Role.RELEASE_MANAGER);
        say(new CriterionWaived(what.id(stage), reason, PLANNER), MANAGER, Role.MANAGER);
    }

    private void tick(Stage stage, Item item) {
        say(new ItemTicked(item.id(stage), "looked at it with the team"), PLANNER, Role.RELEASE_MANAGER);
    }

    private void waive(Stage stage, Item item) {
        String reason = "nothing changes for them";
        say(new ItemWaiverProposed(item.id(stage), reason), PLANNER, Role.RELEASE_MANAGER);
        say(new ItemWaived(item.id(stage), reason, PLANNER), MANAGER, Role.MANAGER);
    }

    private void deployed() {
        say(new DeploymentStarted(DEPLOYMENT, LongPolicy.STAGING, Strategy.ROLLING, null), CI, Role.CI);
        say(new DeploymentAdvanced(DEPLOYMENT, 100), CI, Role.CI);
        say(new DeploymentVerified(DEPLOYMENT, "smoke tests", null, null, null), CI, Role.CI);
    }

    private void approve(Stage stage, UUID approver, Role role) {
        say(Approvers.approval(approver, release, stage, policy, null), approver, role);
    }

    private void say(ReleaseEvent event, UUID actor, Role role) {
        Attribution by = as(actor, role);
        accepted(event, ReleaseRules.judge(release, event, by, policy, Surroundings.NONE));
        history.add(new Said(event, by));
        release = release.evolve(event, by);
    }

    private static void accepted(ReleaseEvent event, List<Violation> violations) {
        if (!violations.isEmpty()) {
            throw new IllegalStateException(event + " is refused: " + violations);
        }
    }

    private static Attribution as(UUID actor, Role role) {
        return new Attribution(actor, Set.of(role), BEGINNING, null);
    }

    private static ChangeAdded change(int nth) {
        return new ChangeAdded(
                "change-" + nth,
                ChangeCategory.FIX,
                "Close the connection that a cancelled request leaves behind, and say so in the log",
                "#" + (1_000 + nth),
                new UUID(9, nth % AUTHORS),
                "0123456789abcdef0123456789abcdef01234567",
                BEGINNING,
                List.of(new UUID(9, (nth + 1) % AUTHORS)));
    }
}

package dev.releaseledger.events.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.releaseledger.events.access.Role;
import dev.releaseledger.events.envelope.Attribution;
import dev.releaseledger.events.policy.HotfixPhase;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Evolving is a pure fold, whatever the events are and whether or not rules would let them follow. */
class EvolvePropertyTest {
    private record Said(ReleaseEvent event, Attribution by) {}

    @Property(tries = 300)
    void evolvingNeverChangesAnEarlierState(@ForAll("histories") List<Said> history) {
        List<ReleaseState> states = new ArrayList<>();
        List<String> seen = new ArrayList<>();
        ReleaseState state = begun();
        for (Said said : history) {
            states.add(state);
            seen.add(state.toString());
            state = after(state, said);
        }
        assertThat(states).extracting(Object::toString).containsExactlyElementsOf(seen);
    }

    @Property(tries = 300)
    void theSameHistoryGivesTheSameState(@ForAll("histories") List<Said> history) {
        assertThat(fold(history)).isEqualTo(fold(history));
        assertThat(fold(history).toString()).isEqualTo(fold(history).toString());
    }

    @Property(tries = 300)
    void changesAndDeploymentsKeepTheOrderInWhichTheyCame(@ForAll("histories") List<Said> history) {
        Map<String, Boolean> changes = new LinkedHashMap<>();
        Map<UUID, Boolean> deployments = new LinkedHashMap<>();
        for (Said said : history) {
            switch (said.event()) {
                case ChangeAdded added -> changes.put(added.changeId(), true);
                case ChangeRemoved removed -> changes.remove(removed.changeId());
                case DeploymentStarted started -> deployments.put(started.deploymentId(), true);
                default -> {}
            }
        }
        Release release = (Release) fold(history);
        assertThat(release.changes().keySet()).containsExactlyElementsOf(changes.keySet());
        assertThat(release.deployments().keySet()).containsExactlyElementsOf(deployments.keySet());
    }

    @Provide
    Arbitrary<List<Said>> histories() {
        Arbitrary<ReleaseEvent> events = Arbitraries.oneOf(
                name().map(name -> ReleaseStory.change(name, Person.DINA)),
                name().map(name -> new ChangeRemoved(name, "x")),
                Combinators.combine(Arbitraries.of("unit-tests", "integration-tests"), Arbitraries.of(Outcome.class))
                        .as(ReleaseStory::evidence),
                name().map(name -> new CriterionWaiverProposed(name, "x")),
                name().map(name -> new CriterionWaived(name, "x", Person.ROSA.id())),
                name().map(name -> new ItemTicked(name, null)),
                name().map(name -> new ItemUnticked(name, "x")),
                name().map(name -> new ItemWaiverProposed(name, "x")),
                name().map(name -> new ItemWaived(name, "x", Person.ROSA.id())),
                Arbitraries.of(Stage.class).map(stage -> new StageApprovalGiven(stage, "digest", null)),
                Arbitraries.of(2, 3).map(version -> new PolicyRepinProposed(version, "x")),
                Arbitraries.of(2, 3).map(version -> new PolicyRepinned(1, version, Person.ROSA.id(), "x")),
                Arbitraries.of(Stage.class).map(stage -> new StageApproved(stage, "digest", null)),
                Arbitraries.of(Stage.class)
                        .map(stage -> new ApprovalVoided(stage, "digest", VoidingCause.CHANGE_ADDED)),
                Arbitraries.of(Stage.class)
                        .map(stage -> new StageHandedOver(stage, stage, Person.ROSA.id(), Person.QUENTIN.id())),
                name().map(name -> ReleaseStory.deployment(ReleaseStory.id(name), "staging", Strategy.ROLLING)),
                name().map(name -> new DeploymentAdvanced(ReleaseStory.id(name), 50)),
                name().map(name -> new DeploymentVerified(ReleaseStory.id(name), "x", null, null, null)),
                name().map(name -> ReleaseStory.rollback(ReleaseStory.id(name), ReleaseStory.id(name))),
                name().map(name -> new RollbackConfirmed(ReleaseStory.id(name), Role.MANAGER, null)),
                name().map(name -> new RollbackAuthorised(ReleaseStory.id(name), ReleaseStory.id(name))),
                name().map(name -> new RolloutPlanned(
                        ReleaseStory.id(name),
                        Rollout.Rolling.of(new RollingSize(2, 1), false).steps(),
                        new RollingSize(2, 1),
                        null,
                        Set.of(),
                        ReleaseStory.BEFORE,
                        ReleaseStory.USUAL)),
                name().map(name -> new StepTaken(ReleaseStory.id(name), "batch-1", 50, null, null, null)),
                Combinators.combine(
                                name(),
                                Arbitraries.of(HealthVerdict.class),
                                Arbitraries.integers().between(0, 9))
                        .as((name, verdict, minute) -> new HealthReported(
                                ReleaseStory.id(name),
                                verdict,
                                Baseline.UNKNOWN,
                                List.of(Measured.healthy(Instant.EPOCH.plusSeconds(60L * minute))))),
                name().map(name ->
                        new WatchPassed(ReleaseStory.id(name), Instant.EPOCH, Instant.EPOCH.plusSeconds(900))),
                name().map(name -> new TriggerFired(
                        ReleaseStory.id(name),
                        ReleaseStory.id(name),
                        "error-rate",
                        RollbackReason.ERROR_RATE,
                        BigDecimal.TEN,
                        null,
                        BigDecimal.ONE,
                        List.of(),
                        true)),
                name().map(name -> new RollbackStarted(ReleaseStory.id(name), ReleaseStory.id(name), null)),
                name().map(name -> new RollbackExecutionStarted(
                        ReleaseStory.id(name), RollbackKind.CODE, 1, ReleaseStory.id(name))),
                name().map(name -> new RollbackExecutionAccepted(ReleaseStory.id(name), RollbackKind.CODE, 1)),
                name().map(name ->
                        new RollbackExecutionFailed(ReleaseStory.id(name), RollbackKind.CODE, 1, "x", Instant.EPOCH)),
                name().map(name ->
                        new RollbackExecutionUncertain(ReleaseStory.id(name), RollbackKind.CODE, 1, "x", null)),
                name().map(name -> ReleaseStory.stepDone(ReleaseStory.id(name), RollbackKind.CODE)),
                name().map(name -> new RollbackVerified(
                        ReleaseStory.id(name), ReleaseStory.id(name), ReleaseStory.id(name), null)),
                name().map(name -> new RollbackFailed(ReleaseStory.id(name), ReleaseStory.id(name), null, "x")),
                name().map(name -> new RollbackCompleted(ReleaseStory.id(name))),
                name().map(name -> new RollbackWithdrawn(ReleaseStory.id(name), "x")),
                name().map(name -> new RollbackObligationMet(ReleaseStory.id(name), "ROOT_CAUSE", null, null, null)),
                name().map(name -> new NoteEdited(name, NoteSection.BUG_FIXES, null, "x", null)),
                name().map(name -> new NoteAdded(ReleaseStory.id(name), NoteSection.BUG_FIXES, null, "x", null)),
                name().map(name -> new NoteLeftOut(name, null, "x")),
                name().map(name -> new NoteLeftOut(null, ReleaseStory.id(name), "x")),
                Arbitraries.just(new NotesPublished(LocalDate.EPOCH, 1, "digest")),
                name().map(name -> new HotfixTriaged(name, "x", Person.OLE.id())),
                name().map(name -> new HotfixBranched(name, "x", "c")),
                Arbitraries.of(HotfixPhase.class)
                        .map(phase ->
                                new HotfixBudgetOverrun(phase, Instant.EPOCH, Duration.ofMinutes(1), Instant.EPOCH)),
                name().map(name -> new ObligationMet(name, null, null)),
                name().map(name -> new AnnouncementRequested(name, null)),
                name().map(name -> new AnnouncementStarted(name, "team", "digest", 1, ReleaseStory.id(name))),
                name().map(name -> new AnnouncementSent(name, 1, false, null, null, null)),
                name().map(name -> new AnnouncementFailed(name, 1, "x", Instant.EPOCH)),
                name().map(name -> new AnnouncementUncertain(name, 1, "x", null)),
                name().map(name -> new AnnouncementSettled(name, 1, Settlement.NOT_SENT, "x")),
                name().map(name -> new AnnouncementMissed(name, Instant.EPOCH)),
                Arbitraries.just(new ReleaseCompleted(null)));
        Arbitrary<Attribution> people = Arbitraries.of(Person.class)
                .map(person -> new Attribution(person.id(), person.roles(), Instant.EPOCH, null));
        return Combinators.combine(events, people).as(Said::new).list().ofMaxSize(40);
    }

    private static Arbitrary<String> name() {
        return Arbitraries.of("a", "b", "c", "d");
    }

    private static ReleaseState fold(List<Said> history) {
        ReleaseState state = begun();
        for (Said said : history) {
            state = after(state, said);
        }
        return state;
    }

    private static ReleaseState begun() {
        return ReleaseStory.planned(Person.ROSA, ReleaseStory.plan(ReleaseKind.STANDARD, Strategy.ROLLING, null))
                .release();
    }

    /** What speaks of a deployment or a rollback that is not there breaks the history, and changes nothing. */
    private static ReleaseState after(ReleaseState state, Said said) {
        try {
            return state.evolve(said.event(), said.by());
        } catch (HistoryBroken e) {
            return state;
        }
    }
}

package dev.releaseledger.command.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.releaseledger.command.append.AppendTicket;
import dev.releaseledger.command.append.EntryMetaData;
import dev.releaseledger.command.desk.Asked;
import dev.releaseledger.command.desk.Caller;
import dev.releaseledger.command.desk.CommandInHand;
import dev.releaseledger.command.desk.Decision;
import dev.releaseledger.command.desk.NewAggregates;
import dev.releaseledger.command.environment.Environments;
import dev.releaseledger.command.environment.There;
import dev.releaseledger.command.freeze.Freezes;
import dev.releaseledger.command.release.announce.TellOfAnnouncement;
import dev.releaseledger.command.release.checklist.TickItem;
import dev.releaseledger.command.release.checklist.WaiveItem;
import dev.releaseledger.command.release.content.AddChanges;
import dev.releaseledger.command.release.deploy.DeployRelease;
import dev.releaseledger.command.release.evidence.RecordEvidence;
import dev.releaseledger.command.release.gate.ApproveStage;
import dev.releaseledger.events.access.Grants;
import dev.releaseledger.events.access.Role;
import dev.releaseledger.events.envelope.Attribution;
import dev.releaseledger.events.policy.PolicyBook;
import dev.releaseledger.events.release.AnnouncementEvent;
import dev.releaseledger.events.release.AnnouncementMissed;
import dev.releaseledger.events.release.AnnouncementStarted;
import dev.releaseledger.events.release.ApprovalVoided;
import dev.releaseledger.events.release.ChangeAdded;
import dev.releaseledger.events.release.ChangeCategory;
import dev.releaseledger.events.release.ContentDigest;
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
import dev.releaseledger.events.release.StageApproved;
import dev.releaseledger.events.release.Strategy;
import dev.releaseledger.events.release.VoidingCause;
import dev.releaseledger.events.release.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.axonframework.test.aggregate.ResultValidator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReleaseAggregateTest {
    private static final UUID RELEASE = UUID.randomUUID();
    private static final UUID PLANNER = UUID.randomUUID();
    private static final UUID DEVELOPER = UUID.randomUUID();
    private static final Instant NOON = Instant.parse("2026-03-15T12:00:00Z");
    private static final ReleasePlanned PLANNED = new ReleasePlanned(
            "checkout", "2.5.0", "Faster baskets", ReleaseKind.STANDARD, Strategy.CANARY, null, PLANNER, null, null, 1);
    private static final ChangeAdded CHANGE =
            new ChangeAdded("c1", ChangeCategory.FIX, "Totals add up", null, DEVELOPER, null, null, List.of());
    private static final String DIGEST_OF_CHANGE = ContentDigest.ofChanges(
            (Release) ReleaseState.unplanned().evolve(PLANNED, said()).evolve(CHANGE, said()));
    private static final EvidenceRecorded UNIT_TESTS =
            new EvidenceRecorded(Stage.DEVELOPMENT, "unit-tests", Outcome.PASSED, "build 7", null, null, Map.of());
    private static final AnnouncementStarted ROLLBACK_ASKED =
            new AnnouncementStarted("rollback-asked", "incidents", "sha256:" + "0".repeat(64), 1, UUID.randomUUID());
    private static final ItemWaiverProposed PROPOSED =
            new ItemWaiverProposed("rollback-plan-documented", "none is needed");
    private static final WaiveItem WAIVE = new WaiveItem(RELEASE, "rollback-plan-documented", "none is needed", null);

    private final FixtureConfiguration<ReleaseAggregate> fixture = new AggregateTestFixture<>(ReleaseAggregate.class)
            .registerAggregateFactory(new NewAggregates<>(
                    ReleaseAggregate.class,
                    stream -> new ReleaseAggregate(stream, PolicyBook.empty(), Freezes.none(), Environments.none())))
            .registerCommandTargetResolver(AxonConfiguration::target);
    private final AppendTicket ticket = new AppendTicket();

    @Test
    void givenAPlannedRelease_changesAreAddedAndSayWhoSaidSo() {
        when(List.of(PLANNED), developer(), new AddChanges(RELEASE, List.of(CHANGE), null))
                .expectEvents(CHANGE)
                .expectResultMessagePayloadMatching(
                        org.axonframework.test.matchers.Matchers.predicate(Decision.Accepted.class::isInstance));
    }

    @Test
    void givenAnApprovedStage_addingAChangeVoidsTheApproval() {
        ChangeAdded late =
                new ChangeAdded("c2", ChangeCategory.FIX, "One more", null, DEVELOPER, null, null, List.of());
        when(
                        List.of(PLANNED, CHANGE, new StageApproved(Stage.DEVELOPMENT, "sha256:1", null)),
                        developer(),
                        new AddChanges(RELEASE, List.of(late), null))
                .expectEvents(late, new ApprovalVoided(Stage.DEVELOPMENT, "sha256:1", VoidingCause.CHANGE_ADDED));
    }

    @Test
    void givenTheSameChangeAgain_nothingIsSaidAndItIsNoError() {
        when(List.of(PLANNED, CHANGE), developer(), new AddChanges(RELEASE, List.of(CHANGE), null))
                .expectNoEvents()
                .expectResultMessagePayload(new Decision.Unchanged(1));
    }

    @Test
    void givenOpenCriteria_approvalIsRefusedAndNothingHappens() {
        when(
                        List.of(PLANNED, CHANGE),
                        caller(UUID.randomUUID(), "release-manager"),
                        new ApproveStage(RELEASE, Stage.DEVELOPMENT, null, null, null, null))
                .expectNoEvents();
        assertThat(ticket.outcome()).isEmpty();
    }

    @Test
    void givenAReaderWithoutTheRight_aTickIsRefused() {
        when(
                        List.of(PLANNED),
                        caller(UUID.randomUUID(), "auditor"),
                        new TickItem(RELEASE, "rollback-plan-documented", null, null))
                .expectNoEvents();
    }

    @Test
    void givenARoleForAnotherProduct_aTickIsRefused() {
        when(
                        List.of(PLANNED),
                        caller(UUID.randomUUID(), "release-manager@search"),
                        new TickItem(RELEASE, "rollback-plan-documented", null, null))
                .expectNoEvents();
    }

    @Test
    void givenTheRightRole_anItemIsTicked() {
        when(
                        List.of(PLANNED),
                        caller(UUID.randomUUID(), "release-manager@checkout"),
                        new TickItem(RELEASE, "rollback-plan-documented", "in the wiki", null))
                .expectEvents(new ItemTicked("rollback-plan-documented", "in the wiki"));
    }

    @Test
    void givenATickFromBeforeAChange_theSamePersonTicksAgain() {
        ItemTicked ticked = new ItemTicked("rollback-plan-documented", null);
        TickItem again = new TickItem(RELEASE, "rollback-plan-documented", null, null);
        Caller planner = caller(PLANNER, "release-manager");
        when(List.of(PLANNED, ticked, CHANGE), planner, again).expectEvents(ticked);
    }

    @Test
    void givenAProposedWaiver_aSecondPersonsWordGrantsIt() {
        when(List.of(PLANNED, CHANGE, PROPOSED), caller(UUID.randomUUID(), "manager"), WAIVE)
                .expectEvents(new ItemWaived("rollback-plan-documented", "none is needed", PLANNER));
    }

    @Test
    void givenAWaiverThatWasProposedBeforeAChange_itIsProposedAgain() {
        when(List.of(PLANNED, PROPOSED, CHANGE), caller(UUID.randomUUID(), "release-manager"), WAIVE)
                .expectEvents(PROPOSED);
    }

    @Test
    void givenAWaiverThatWasProposedBeforeAChange_whoCanOnlyGrantIsToldSo() {
        when(List.of(PLANNED, PROPOSED, CHANGE), caller(UUID.randomUUID(), "manager"), WAIVE)
                .expectNoEvents()
                .expectResultMessagePayloadMatching(org.axonframework.test.matchers.Matchers.predicate(
                        result -> result instanceof Decision.Refused refused
                                && refused.violations()
                                        .getFirst()
                                        .reason()
                                        .contains("was proposed before change c1 was added")));
    }

    @Test
    void givenATickByTheSamePerson_nothingIsSaid() {
        ItemTicked ticked = new ItemTicked("rollback-plan-documented", null);
        when(
                        List.of(PLANNED, CHANGE, ticked),
                        caller(PLANNER, "release-manager"),
                        new TickItem(RELEASE, "rollback-plan-documented", null, null))
                .expectNoEvents()
                .expectResultMessagePayload(new Decision.Unchanged(2));
    }

    @Test
    void givenNoRight_thatIsSaidBeforeAnythingElse() {
        when(
                        List.of(PLANNED, CHANGE),
                        caller(UUID.randomUUID(), "auditor"),
                        7L,
                        new AddChanges(RELEASE, List.of(CHANGE), null))
                .expectNoEvents()
                .expectResultMessagePayloadMatching(org.axonframework.test.matchers.Matchers.predicate(
                        result -> result instanceof Decision.Refused refused
                                && refused.violations().stream()
                                        .allMatch(violation -> violation.rule().equals("ActorHasTheRight"))));
    }

    @Test
    void givenNoApproval_nothingIsDeployedToProduction() {
        when(
                        List.of(PLANNED),
                        caller(UUID.randomUUID(), "release-manager"),
                        new DeployRelease(
                                RELEASE,
                                UUID.randomUUID(),
                                "production",
                                null,
                                null,
                                null,
                                null,
                                Set.of(),
                                There.NOTHING,
                                null))
                .expectNoEvents();
    }

    @Test
    void givenAnotherSequenceThanAskedFor_theCommandIsStale() {
        Caller caller = caller(UUID.randomUUID(), "release-manager");
        when(List.of(PLANNED), caller, 7L, new TickItem(RELEASE, "rollback-plan-documented", null, null))
                .expectNoEvents()
                .expectResultMessagePayload(new Decision.Stale(0));
    }

    @Test
    void givenAnAnnouncementThatNobodyWaitsForAnyMore_nothingIsRefused_sinceItWasWaitedForAMomentAgo() {
        Caller automation = new Caller(UUID.randomUUID(), Grants.of(List.of()), NOON, null);
        when(List.of(PLANNED), automation, new TellOfAnnouncement(RELEASE, ROLLBACK_ASKED))
                .expectNoEvents()
                .expectResultMessagePayload(new Decision.Stale(0));
    }

    @Test
    void givenAWindowThatIsLaterByNow_neitherBeginningNorMissingItsAnnouncementIsRefused() {
        Caller automation = new Caller(UUID.randomUUID(), Grants.of(List.of()), NOON, null);
        Instant opens = NOON.plus(Duration.ofDays(30));
        ReleasePlanned later = new ReleasePlanned(
                "checkout",
                "2.5.0",
                "Faster baskets",
                ReleaseKind.STANDARD,
                Strategy.CANARY,
                new Window(opens, opens.plus(Duration.ofHours(1))),
                PLANNER,
                null,
                null,
                1);
        for (AnnouncementEvent event : List.of(
                new AnnouncementStarted("week-before", "team", "sha256:" + "0".repeat(64), 1, UUID.randomUUID()),
                new AnnouncementMissed("week-before", NOON))) {
            when(List.of(later), automation, new TellOfAnnouncement(RELEASE, event))
                    .expectNoEvents()
                    .expectResultMessagePayload(new Decision.Stale(0));
        }
    }

    @Test
    void givenEvidenceOfOtherContent_nothingIsDecided() {
        when(List.of(PLANNED, CHANGE), caller(UUID.randomUUID(), "ci"), unitTests("sha256:" + "0".repeat(64)))
                .expectNoEvents()
                .expectResultMessagePayload(new Decision.OfOtherContent(DIGEST_OF_CHANGE, "change c1 was added"));
    }

    @Test
    void givenEvidenceOfTheContentThatIsThere_itIsRecorded() {
        when(List.of(PLANNED, CHANGE), caller(UUID.randomUUID(), "ci"), unitTests(DIGEST_OF_CHANGE))
                .expectEvents(UNIT_TESTS);
    }

    private static RecordEvidence unitTests(String changesDigest) {
        return new RecordEvidence(RELEASE, UNIT_TESTS, changesDigest, null);
    }

    private static Caller developer() {
        return caller(DEVELOPER, "developer");
    }

    private static Caller caller(UUID actor, String... roles) {
        return new Caller(actor, Grants.of(Arrays.asList(roles)), NOON, null);
    }

    private static Attribution said() {
        return new Attribution(PLANNER, Set.of(Role.RELEASE_MANAGER), NOON.minusSeconds(60), null);
    }

    private ResultValidator<ReleaseAggregate> when(List<ReleaseEvent> history, Caller caller, ReleaseCommand command) {
        return when(history, caller, null, command);
    }

    private ResultValidator<ReleaseAggregate> when(
            List<ReleaseEvent> history, Caller caller, @Nullable Long ifMatch, ReleaseCommand command) {
        Asked asked = new Asked(
                caller.actor(), caller.grants(), NOON, "POST", "/", null, "", ifMatch, "correlation", null, null);
        CommandInHand hand = new CommandInHand(asked, caller, ticket, null);
        List<Object> given = new ArrayList<>();
        history.forEach(
                event -> given.add(new GenericEventMessage<>(event, Map.of(EntryMetaData.ATTRIBUTION, said()))));
        return fixture.given(given).when(command, Map.of(CommandInHand.KEY, hand));
    }
}

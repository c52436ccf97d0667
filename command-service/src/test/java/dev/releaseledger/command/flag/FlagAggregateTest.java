package dev.releaseledger.command.flag;

import static org.assertj.core.api.Assertions.assertThat;

import dev.releaseledger.command.append.AppendTicket;
import dev.releaseledger.command.append.EntryMetaData;
import dev.releaseledger.command.desk.Asked;
import dev.releaseledger.command.desk.Caller;
import dev.releaseledger.command.desk.Command;
import dev.releaseledger.command.desk.CommandInHand;
import dev.releaseledger.command.desk.Decision;
import dev.releaseledger.command.desk.NewAggregates;
import dev.releaseledger.command.flag.count.CountEvaluations;
import dev.releaseledger.command.flag.define.LinkFlag;
import dev.releaseledger.command.flag.end.CleanUpFlag;
import dev.releaseledger.command.flag.end.RecordOutlived;
import dev.releaseledger.command.flag.link.LinkOpeningFlag;
import dev.releaseledger.command.flag.link.TakeBackFlag;
import dev.releaseledger.command.flag.rollout.AdvanceRollout;
import dev.releaseledger.command.flag.rollout.DisableFlag;
import dev.releaseledger.command.flag.rollout.RecordLingering;
import dev.releaseledger.events.access.Grants;
import dev.releaseledger.events.access.Role;
import dev.releaseledger.events.envelope.Attribution;
import dev.releaseledger.events.envelope.EntryJson;
import dev.releaseledger.events.flag.FlagArchived;
import dev.releaseledger.events.flag.FlagCleanedUp;
import dev.releaseledger.events.flag.FlagDefined;
import dev.releaseledger.events.flag.FlagDisabled;
import dev.releaseledger.events.flag.FlagEndMoved;
import dev.releaseledger.events.flag.FlagEvaluationsCounted;
import dev.releaseledger.events.flag.FlagEvent;
import dev.releaseledger.events.flag.FlagLinked;
import dev.releaseledger.events.flag.FlagOutlived;
import dev.releaseledger.events.flag.FlagValueType;
import dev.releaseledger.events.flag.FlagVariant;
import dev.releaseledger.events.flag.RolloutAdvanced;
import dev.releaseledger.events.flag.RolloutLingered;
import dev.releaseledger.events.policy.FlagType;
import dev.releaseledger.events.policy.PolicyBook;
import dev.releaseledger.events.release.rule.Violation;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.modelling.command.VersionedAggregateIdentifier;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.axonframework.test.aggregate.ResultValidator;
import org.axonframework.test.matchers.Matchers;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FlagAggregateTest {
    private static final UUID FLAG = UUID.randomUUID();
    private static final UUID RELEASE = UUID.randomUUID();
    private static final Instant NOON = Instant.parse("2026-03-15T12:00:00Z");
    private static final Instant BEFORE = NOON.minus(Duration.ofDays(40));
    private static final LocalDate END = LocalDate.of(2026, 3, 14);
    private static final FlagDefined DEFINED = new FlagDefined(
            "pay-later",
            "checkout",
            FlagType.EXPERIMENT,
            "Pay later",
            UUID.randomUUID(),
            FlagValueType.BOOLEAN,
            List.of(variant("on", "true"), variant("off", "false")),
            "on",
            "off",
            "2f0d9c1b",
            END,
            1,
            null);
    private static final FlagEndMoved MOVED = new FlagEndMoved(END.plusDays(9), "The supplier is late");
    private static final FlagDisabled DISABLED = new FlagDisabled("Errors", null, null);
    private static final RolloutAdvanced EVERYBODY = new RolloutAdvanced(null, 10_000, null);
    private static final FlagCleanedUp CLEANED_UP = new FlagCleanedUp("https://git.example.com/pull/7", null);
    private static final AdvanceRollout ADVANCE = new AdvanceRollout(FLAG, null, 500, null);

    private final FixtureConfiguration<FlagAggregate> fixture = new AggregateTestFixture<>(FlagAggregate.class)
            .registerAggregateFactory(new NewAggregates<>(
                    FlagAggregate.class,
                    stream -> new FlagAggregate(stream, PolicyBook.empty(), ReleasesBeside.none())))
            .registerCommandTargetResolver(message -> new VersionedAggregateIdentifier(
                    message.getPayload() instanceof Command command ? command.stream() : "", null));

    private static FlagVariant variant(String name, String value) {
        return new FlagVariant(name, EntryJson.mapper().readTree(value));
    }

    @Test
    void givenAFlag_itIsOpenedToMore() {
        when(List.of(DEFINED), "release-manager", ADVANCE).expectEvents(new RolloutAdvanced(null, 500, null));
    }

    @Test
    void givenADisabledFlag_disablingItAgainSaysNothingNew_whoeverAsks() {
        when(List.of(DEFINED, DISABLED), "on-call", new DisableFlag(FLAG, "More errors", null, null))
                .expectNoEvents()
                .expectResultMessagePayload(new Decision.Unchanged(1));
    }

    @Test
    void givenSomebodyWithoutTheRight_theyLearnNoMoreThanThat() {
        refusedBy(when(List.of(DEFINED, DISABLED), "on-call", ADVANCE), "ActorMayChangeFlags");
        refusedBy(
                when(List.of(DEFINED, DISABLED), "on-call", new AdvanceRollout(FLAG, null, 500, "It is urgent")),
                "OverrideIsAManagers");
    }

    @Test
    void givenAFlagThatOpensARelease_itIsLinkedAndTakenBackOnlyWhereThatSaysSomethingNew() {
        LinkOpeningFlag link = new LinkOpeningFlag(FLAG, RELEASE);
        TakeBackFlag takeBack = new TakeBackFlag(FLAG, "Nobody can pay", RELEASE, UUID.randomUUID());
        when(List.of(DEFINED, new FlagLinked(RELEASE)), "developer", link)
                .expectNoEvents()
                .expectResultMessagePayload(new Decision.Unchanged(1));
        when(List.of(DEFINED, DISABLED), "on-call", takeBack)
                .expectNoEvents()
                .expectResultMessagePayload(new Decision.Unchanged(1));
        List<FlagEvent> archived = List.of(DEFINED, CLEANED_UP, new FlagArchived("https://wiki.example.com", null));
        when(archived, "developer", link).expectNoEvents().expectResultMessagePayload(new Decision.Unchanged(2));
        refusedBy(when(archived, "on-call", takeBack), "FlagIsNotArchived", "ReleaseIsInTheLedger");
    }

    @Test
    void givenADisabledFlag_itIsNotAdvanced() {
        refusedBy(when(List.of(DEFINED, DISABLED), "release-manager", ADVANCE), "DisabledFlagIsNotAdvanced");
    }

    @Test
    void givenAnotherSequenceThanTheCallerSaw_itIsStale() {
        when(List.of(DEFINED, DISABLED), "release-manager", 0L, ADVANCE)
                .expectNoEvents()
                .expectResultMessagePayload(new Decision.Stale(1));
    }

    @Test
    void givenAReleaseThatIsNotThere_theFlagIsNotLinkedToIt() {
        refusedBy(when(List.of(DEFINED), "developer", new LinkFlag(FLAG, RELEASE)), "ReleaseIsInTheLedger");
    }

    @Test
    void givenAnEndThatHasPassed_thatIsSaidOnce() {
        RecordOutlived passed = new RecordOutlived(FLAG, END);
        when(List.of(DEFINED), "", passed).expectEvents(new FlagOutlived());
        when(List.of(DEFINED, new FlagOutlived()), "", passed).expectResultMessagePayload(new Decision.Unchanged(1));
    }

    @Test
    void givenAnEndThatWasMoved_theOneBeforeIsNotOutlived() {
        when(List.of(DEFINED, MOVED), "", new RecordOutlived(FLAG, END))
                .expectNoEvents()
                .expectResultMessagePayload(new Decision.Unchanged(1));
    }

    @Test
    void givenAFlagThatIsOpenToEverybodyForTooLong_thatIsSaidOnce() {
        RecordLingering passed = new RecordLingering(FLAG, BEFORE);
        when(List.of(DEFINED, EVERYBODY), "", passed).expectEvents(new RolloutLingered());
        when(List.of(DEFINED, EVERYBODY, new RolloutLingered()), "", passed)
                .expectResultMessagePayload(new Decision.Unchanged(2));
    }

    @Test
    void givenAFlagThatIsOutOfTheCode_itDoesNotLinger() {
        when(List.of(DEFINED, EVERYBODY, CLEANED_UP), "", new RecordLingering(FLAG, BEFORE))
                .expectNoEvents()
                .expectResultMessagePayload(new Decision.Unchanged(2));
    }

    @Test
    void givenAFlagThatIsOpenToEverybodySinceAnotherTime_itDoesNotLingerSinceThatOne() {
        when(List.of(DEFINED, EVERYBODY), "", new RecordLingering(FLAG, BEFORE.minusSeconds(1)))
                .expectNoEvents()
                .expectResultMessagePayload(new Decision.Unchanged(1));
    }

    @Test
    void givenADayThatIsCounted_countingItAgainSaysNothingNew() {
        LocalDate day = LocalDate.of(2026, 2, 3);
        CountEvaluations count = new CountEvaluations(FLAG, day, Map.of("on", 3L), 3);
        FlagEvaluationsCounted counted = new FlagEvaluationsCounted(day, Map.of("on", 3L), 3);
        when(List.of(DEFINED), "", count).expectEvents(counted);
        when(List.of(DEFINED, counted), "", count).expectResultMessagePayload(new Decision.Unchanged(1));
    }

    @Test
    void givenAFlagInUse_theCiMayNotSayThatItIsOutOfTheCode() {
        refusedBy(
                when(
                        List.of(DEFINED, MOVED, new RolloutAdvanced(null, 500, null)),
                        "ci",
                        new CleanUpFlag(FLAG, CLEANED_UP.change(), null)),
                "CleanUpComesAtTheEnd");
    }

    private static void refusedBy(ResultValidator<FlagAggregate> result, String... rules) {
        result.expectNoEvents().expectResultMessagePayloadMatching(Matchers.predicate(payload -> {
            assertThat(((Decision.Refused) payload).violations())
                    .extracting(Violation::rule)
                    .containsExactly(rules);
            return true;
        }));
    }

    private ResultValidator<FlagAggregate> when(List<FlagEvent> history, String role, FlagCommand command) {
        return when(history, role, null, command);
    }

    private ResultValidator<FlagAggregate> when(
            List<FlagEvent> history, String role, @Nullable Long ifMatch, FlagCommand command) {
        Grants grants = Grants.of(role.isEmpty() ? List.of() : List.of(role));
        Caller caller = new Caller(UUID.randomUUID(), grants, NOON, null);
        Asked asked =
                new Asked(caller.actor(), grants, NOON, "POST", "/", null, "", ifMatch, "correlation", null, null);
        CommandInHand hand = new CommandInHand(asked, caller, new AppendTicket(), null);
        Attribution said = new Attribution(UUID.randomUUID(), Set.of(Role.RELEASE_MANAGER), BEFORE, null);
        List<Object> given = new ArrayList<>();
        history.forEach(event -> given.add(new GenericEventMessage<>(event, Map.of(EntryMetaData.ATTRIBUTION, said))));
        return fixture.given(given).when(command, Map.of(CommandInHand.KEY, hand));
    }
}

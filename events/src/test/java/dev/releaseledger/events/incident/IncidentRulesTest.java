package dev.releaseledger.events.incident;

import static dev.releaseledger.events.incident.IncidentRole.COMMANDER;
import static dev.releaseledger.events.incident.IncidentRole.RESPONDER;
import static dev.releaseledger.events.incident.IncidentStory.DETECTED;
import static dev.releaseledger.events.incident.IncidentStory.LEDGER_SIZE;
import static dev.releaseledger.events.incident.IncidentStory.id;
import static dev.releaseledger.events.incident.IncidentStory.opened;
import static dev.releaseledger.events.incident.IncidentStory.opening;
import static dev.releaseledger.events.incident.IncidentStory.untold;
import static dev.releaseledger.events.incident.Severity.SEV1;
import static dev.releaseledger.events.incident.Severity.SEV2;
import static dev.releaseledger.events.incident.Severity.SEV3;
import static dev.releaseledger.events.incident.Severity.SEV4;
import static dev.releaseledger.events.release.Person.CI;
import static dev.releaseledger.events.release.Person.DINA;
import static dev.releaseledger.events.release.Person.OLE;
import static dev.releaseledger.events.release.Person.SAM;
import static dev.releaseledger.events.release.rule.Violation.Kind.CONFLICT;
import static dev.releaseledger.events.release.rule.Violation.Kind.FORBIDDEN;
import static dev.releaseledger.events.release.rule.Violation.Kind.UNPROCESSABLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.releaseledger.events.envelope.TextDigest;
import dev.releaseledger.events.policy.IncidentPolicy;
import dev.releaseledger.events.release.HistoryBroken;
import dev.releaseledger.events.release.Person;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What may follow in the history of an incident. */
class IncidentRulesTest {
    private static final UUID OTHER = id("another");
    private static final UUID ITEM = id("item");
    private static final LocalDate APRIL_1 = LocalDate.of(2026, 4, 1);
    private static final Instant APRIL_2 = Instant.parse("2026-04-02T00:00:00Z");
    private static final Instant LATER = Instant.parse("2026-03-02T10:00:00Z");

    private static LogEntryWritten logEntry(String name) {
        return new LogEntryWritten(id(name), "the pool is empty", null, null, List.of());
    }

    private static LogEntryWritten correction(String of) {
        return new LogEntryWritten(id("correction"), "the pool is full", null, id(of), List.of());
    }

    private static RootCauseStated rootCause(long position) {
        return new RootCauseStated("an index was missing", CauseCategory.CHANGE, List.of(), List.of(position));
    }

    private static ActionItemAdded actionItem(LocalDate due) {
        return new ActionItemAdded(ITEM, "add the index", DINA.id(), due);
    }

    private static PostMortemPublished postMortem() {
        return new PostMortemPublished("# What happened", TextDigest.of("# What happened"));
    }

    private static IncidentRoleAssigned role(IncidentRole role, Person person) {
        return new IncidentRoleAssigned(role, person.id());
    }

    private static DuplicateTaken duplicate(String product) {
        return new DuplicateTaken(
                OTHER, product, List.of(IncidentLink.toRollback(id("a"), id("b"), id("c"))), "the same outage");
    }

    private static IncidentStory resolved(Severity severity) {
        return opened(severity).told(OLE, new IncidentResolved("the old version is back", DETECTED));
    }

    private static IncidentStory closed() {
        return resolved(SEV4).told(OLE, new IncidentClosed(null));
    }

    private static IncidentStory withActionItem() {
        return opened(SEV4).told(OLE, actionItem(APRIL_1));
    }

    @Nested
    class ForActorMayRunIncidents {
        @Test
        void givenADeveloper_nothingIsOpened() {
            untold().refuses(
                            DINA,
                            opening(SEV2),
                            ActorMayRunIncidents.class,
                            FORBIDDEN,
                            "OPEN_INCIDENT, which the roles ci, on-call, support");
        }

        @Test
        void givenADeveloper_theLogIsWrittenButNothingElse() {
            opened(SEV2).lets(DINA, logEntry("log"), ActorMayRunIncidents.class);
            opened(SEV2)
                    .refuses(DINA, new IncidentAcknowledged(), ActorMayRunIncidents.class, FORBIDDEN, "RUN_INCIDENT");
        }

        @Test
        void givenSupport_itIsRun() {
            opened(SEV2).lets(SAM, new IncidentAcknowledged(), ActorMayRunIncidents.class);
        }

        @Test
        void whatPassingTimeSaysTakesNoRight() {
            withActionItem().then(APRIL_2).lets(DINA, new ActionItemOverdue(ITEM, APRIL_1), ActorMayRunIncidents.class);
        }
    }

    @Nested
    class ForIncidentIsOpened {
        @Test
        void givenNone_nothingElseIsSaid() {
            untold().refuses(OLE, new IncidentAcknowledged(), IncidentIsOpened.class, CONFLICT, "no such incident");
        }

        @Test
        void givenAnIncident_itIsNotOpenedAgain() {
            opened(SEV2).refuses(OLE, opening(SEV2), IncidentIsOpened.class, CONFLICT, "opened already");
        }

        @Test
        void givenNone_itIsOpened() {
            untold().lets(OLE, opening(SEV2), IncidentIsOpened.class);
        }
    }

    @Nested
    class ForIncidentGoesOn {
        @Test
        void givenAMergedIncident_itIsSaidWhereItGoesOn() {
            opened(SEV2)
                    .told(OLE, new IncidentMerged(OTHER, "the same outage"))
                    .refuses(
                            OLE,
                            new IncidentReopened("it is back"),
                            IncidentGoesOn.class,
                            CONFLICT,
                            "goes on as " + OTHER);
        }

        @Test
        void givenAClosedIncident_nothingIsSaidButThatItIsReopened() {
            closed().refuses(OLE, logEntry("late"), IncidentGoesOn.class, CONFLICT, "can be reopened");
            closed().lets(OLE, new IncidentReopened("it is back"), IncidentGoesOn.class);
        }

        @Test
        void givenAClosedIncidentWithAnActionItem_itIsSaidHowThatEnds() {
            IncidentStory closed = IncidentStory.under(new IncidentPolicy(Map.of(), Set.of(), Set.of(), false, false))
                    .told(OLE, opening(SEV4))
                    .told(OLE, actionItem(APRIL_1))
                    .told(OLE, new IncidentResolved("the old version is back", DETECTED))
                    .told(OLE, new IncidentClosed(null))
                    .then(APRIL_2);
            closed.lets(OLE, new ActionItemDone(ITEM, null, null), IncidentGoesOn.class);
            closed.lets(OLE, new ActionItemDropped(ITEM, "not needed"), IncidentGoesOn.class);
            closed.lets(OLE, new ActionItemOverdue(ITEM, APRIL_1), IncidentGoesOn.class);
            closed.refuses(OLE, actionItem(APRIL_1), IncidentGoesOn.class, CONFLICT, "can be reopened");
        }

        @Test
        void givenAnOpenIncident_itIsLogged() {
            opened(SEV2).lets(OLE, logEntry("log"), IncidentGoesOn.class);
        }
    }

    @Nested
    class ForTimesAreOfThePast {
        @Test
        void givenATimeAhead_itIsRefused() {
            opened(SEV2)
                    .refuses(
                            OLE,
                            new IncidentMitigated("switched off", LATER),
                            TimesAreOfThePast.class,
                            UNPROCESSABLE,
                            "after it is said");
            opened(SEV2)
                    .refuses(
                            OLE,
                            new ImpactStated("slow", DETECTED, LATER),
                            TimesAreOfThePast.class,
                            UNPROCESSABLE,
                            "after it is said");
            untold().then(DETECTED.minusSeconds(1))
                    .refuses(OLE, opening(SEV2), TimesAreOfThePast.class, UNPROCESSABLE, "after it is said");
        }

        @Test
        void givenATimePassed_itIsTold() {
            opened(SEV2).lets(OLE, new IncidentMitigated("switched off", DETECTED), TimesAreOfThePast.class);
        }
    }

    @Nested
    class ForPositionsAreInTheLedger {
        @Test
        void givenAPositionThatIsNotThere_itIsRefused() {
            opened(SEV2)
                    .refuses(
                            OLE,
                            rootCause(LEDGER_SIZE),
                            PositionsAreInTheLedger.class,
                            UNPROCESSABLE,
                            "no entry at position 100; the ledger has positions 0 to 99");
            opened(SEV2)
                    .refuses(
                            OLE,
                            rootCause(-1),
                            PositionsAreInTheLedger.class,
                            UNPROCESSABLE,
                            "no entry at position -1");
        }

        @Test
        void givenTheLastPosition_itIsPointedAt() {
            opened(SEV2).lets(OLE, rootCause(LEDGER_SIZE - 1), PositionsAreInTheLedger.class);
        }
    }

    @Nested
    class ForReliefComesAfterDetection {
        @Test
        void givenATimeBeforeTheDetection_itIsRefused() {
            opened(SEV2)
                    .refuses(
                            OLE,
                            new IncidentMitigated("x", DETECTED.minusSeconds(1)),
                            ReliefComesAfterDetection.class,
                            UNPROCESSABLE,
                            "before it was noticed");
            opened(SEV2)
                    .refuses(
                            OLE,
                            new IncidentResolved("x", DETECTED.minusSeconds(1)),
                            ReliefComesAfterDetection.class,
                            UNPROCESSABLE,
                            "before it was noticed");
        }

        @Test
        void givenAResolutionBeforeTheMitigation_itIsRefused() {
            opened(SEV2)
                    .told(OLE, new IncidentMitigated("x", DETECTED.plusSeconds(60)))
                    .refuses(
                            OLE,
                            new IncidentResolved("x", DETECTED.plusSeconds(59)),
                            ReliefComesAfterDetection.class,
                            UNPROCESSABLE,
                            "before it was mitigated");
        }

        @Test
        void givenAReliefBeforeItWasReopened_itIsRefused() {
            IncidentStory reopened = resolved(SEV2).then(LATER).told(OLE, new IncidentReopened("it is back"));
            reopened.refuses(
                    OLE,
                    new IncidentMitigated("x", LATER.minusSeconds(1)),
                    ReliefComesAfterDetection.class,
                    UNPROCESSABLE,
                    "before it was reopened");
            reopened.refuses(
                    OLE,
                    new IncidentResolved("x", DETECTED),
                    ReliefComesAfterDetection.class,
                    UNPROCESSABLE,
                    "before it was reopened");
            reopened.lets(OLE, new IncidentResolved("x", LATER), ReliefComesAfterDetection.class);
        }

        @Test
        void givenTheSameTime_itIsTold() {
            opened(SEV2)
                    .told(OLE, new IncidentMitigated("x", DETECTED))
                    .lets(OLE, new IncidentResolved("x", DETECTED), ReliefComesAfterDetection.class);
        }
    }

    @Nested
    class ForActionItemIsOpen {
        @Test
        void givenAnItemThatWasNeverAdded_itIsRefused() {
            opened(SEV2)
                    .refuses(
                            OLE,
                            new ActionItemDone(ITEM, null, null),
                            ActionItemIsOpen.class,
                            CONFLICT,
                            "no action item");
        }

        @Test
        void givenASettledItem_itIsNotSettledAgain() {
            withActionItem()
                    .told(OLE, new ActionItemDone(ITEM, null, null))
                    .refuses(
                            OLE, new ActionItemDropped(ITEM, "x"), ActionItemIsOpen.class, CONFLICT, "is DONE already");
        }

        @Test
        void givenAnOverdueItem_itIsDoneAllTheSame() {
            withActionItem()
                    .then(APRIL_2)
                    .told(OLE, new ActionItemOverdue(ITEM, APRIL_1))
                    .lets(OLE, new ActionItemDone(ITEM, null, null), ActionItemIsOpen.class);
        }
    }

    @Nested
    class ForLinksLeadSomewhere {
        @Test
        void givenADeploymentWithoutItsRelease_itIsRefused() {
            opened(SEV2)
                    .refuses(
                            OLE,
                            new IncidentLinked(new IncidentLink(null, OTHER, null, null)),
                            LinksLeadSomewhere.class,
                            UNPROCESSABLE,
                            "with the release to a deployment");
            untold().refuses(
                            OLE,
                            opening(SEV2, new IncidentLink(OTHER, null, OTHER, null)),
                            LinksLeadSomewhere.class,
                            UNPROCESSABLE,
                            "a link leads to");
        }

        @Test
        void givenARelease_itIsLinked() {
            opened(SEV2).lets(OLE, new IncidentLinked(IncidentLink.toRelease(OTHER)), LinksLeadSomewhere.class);
        }
    }

    @Nested
    class ForLinkIsNew {
        @Test
        void givenTheSameLink_itIsRefused() {
            opened(SEV2)
                    .told(OLE, new IncidentLinked(IncidentLink.toRelease(OTHER)))
                    .refuses(
                            OLE,
                            new IncidentLinked(IncidentLink.toRelease(OTHER)),
                            LinkIsNew.class,
                            CONFLICT,
                            "linked to that already");
        }

        @Test
        void givenAnotherLink_itIsTold() {
            opened(SEV2).lets(OLE, new IncidentLinked(IncidentLink.toRelease(OTHER)), LinkIsNew.class);
        }
    }

    @Nested
    class ForIncidentIsAcknowledgedOnce {
        @Test
        void givenAnAcknowledgedOne_itIsRefused() {
            opened(SEV2)
                    .told(OLE, new IncidentAcknowledged())
                    .refuses(
                            SAM,
                            new IncidentAcknowledged(),
                            IncidentIsAcknowledgedOnce.class,
                            CONFLICT,
                            "is ACKNOWLEDGED");
        }

        @Test
        void givenAnOpenOne_itIsAcknowledged() {
            opened(SEV2).lets(OLE, new IncidentAcknowledged(), IncidentIsAcknowledgedOnce.class);
        }
    }

    @Nested
    class ForSeverityIsAnother {
        @Test
        void givenTheSame_itIsRefused() {
            opened(SEV2)
                    .refuses(OLE, new SeverityChanged(SEV2, "x"), SeverityIsAnother.class, CONFLICT, "is SEV2 already");
        }

        @Test
        void givenAnother_itIsChanged() {
            opened(SEV2).lets(OLE, new SeverityChanged(SEV1, "x"), SeverityIsAnother.class);
        }
    }

    @Nested
    class ForImpactEndsAfterItBegins {
        @Test
        void givenAnEndAtItsBeginning_itIsRefused() {
            opened(SEV2)
                    .refuses(
                            OLE,
                            new ImpactStated("slow", DETECTED, DETECTED),
                            ImpactEndsAfterItBegins.class,
                            UNPROCESSABLE,
                            "not after its beginning");
        }

        @Test
        void givenNoEnd_itIsStated() {
            opened(SEV2).lets(OLE, new ImpactStated("slow", DETECTED, null), ImpactEndsAfterItBegins.class);
        }
    }

    @Nested
    class ForLogEntryIsNew {
        @Test
        void givenTheIdOfAnother_itIsRefused() {
            opened(SEV2)
                    .told(OLE, logEntry("log"))
                    .refuses(OLE, logEntry("log"), LogEntryIsNew.class, CONFLICT, "written already");
        }

        @Test
        void givenANewId_itIsWritten() {
            opened(SEV2).lets(OLE, logEntry("log"), LogEntryIsNew.class);
        }
    }

    @Nested
    class ForCorrectionIsOfALogEntry {
        @Test
        void givenAnEntryThatIsNotThere_itIsRefused() {
            opened(SEV2).refuses(OLE, correction("log"), CorrectionIsOfALogEntry.class, CONFLICT, "has no log entry");
        }

        @Test
        void givenAnEarlierEntry_itIsCorrected() {
            opened(SEV2).told(OLE, logEntry("log")).lets(OLE, correction("log"), CorrectionIsOfALogEntry.class);
        }
    }

    @Nested
    class ForPersonHasNotThatRole {
        @Test
        void givenTheCommander_theyAreNotAssignedAgain() {
            opened(SEV2)
                    .told(OLE, role(COMMANDER, OLE))
                    .refuses(OLE, role(COMMANDER, OLE), PersonHasNotThatRole.class, CONFLICT, "is COMMANDER already");
        }

        @Test
        void givenManyResponders_eachIsAssignedOnce() {
            opened(SEV2)
                    .told(OLE, role(RESPONDER, OLE))
                    .told(OLE, role(RESPONDER, DINA))
                    .refuses(OLE, role(RESPONDER, OLE), PersonHasNotThatRole.class, CONFLICT, "is RESPONDER already");
        }

        @Test
        void givenAnotherCommander_theyTakeOver() {
            opened(SEV2).told(OLE, role(COMMANDER, OLE)).lets(OLE, role(COMMANDER, SAM), PersonHasNotThatRole.class);
        }
    }

    @Nested
    class ForOnlyWhatHurtsIsMitigated {
        @Test
        void givenAResolvedOne_itIsRefused() {
            resolved(SEV2)
                    .refuses(
                            OLE,
                            new IncidentMitigated("x", DETECTED),
                            OnlyWhatHurtsIsMitigated.class,
                            CONFLICT,
                            "is RESOLVED already");
        }

        @Test
        void givenAnOpenOne_itIsMitigated() {
            opened(SEV2).lets(OLE, new IncidentMitigated("x", DETECTED), OnlyWhatHurtsIsMitigated.class);
        }
    }

    @Nested
    class ForOnlyWhatGoesOnIsResolved {
        @Test
        void givenAResolvedOne_itIsRefused() {
            resolved(SEV2)
                    .refuses(
                            OLE,
                            new IncidentResolved("x", DETECTED),
                            OnlyWhatGoesOnIsResolved.class,
                            CONFLICT,
                            "is RESOLVED already");
        }

        @Test
        void givenAnOpenOne_itIsResolved() {
            opened(SEV2).lets(OLE, new IncidentResolved("x", DETECTED), OnlyWhatGoesOnIsResolved.class);
        }
    }

    @Nested
    class ForOnlyWhatIsOverIsReopened {
        @Test
        void givenAnOpenOne_itIsRefused() {
            opened(SEV2)
                    .refuses(OLE, new IncidentReopened("x"), OnlyWhatIsOverIsReopened.class, CONFLICT, "it goes on");
        }

        @Test
        void givenAResolvedOne_itIsReopened() {
            resolved(SEV2).lets(OLE, new IncidentReopened("x"), OnlyWhatIsOverIsReopened.class);
        }
    }

    @Nested
    class ForActionItemIsNew {
        @Test
        void givenTheIdOfAnother_itIsRefused() {
            withActionItem().refuses(OLE, actionItem(APRIL_1), ActionItemIsNew.class, CONFLICT, "added already");
        }

        @Test
        void givenANewId_itIsAdded() {
            opened(SEV2).lets(OLE, actionItem(APRIL_1), ActionItemIsNew.class);
        }
    }

    @Nested
    class ForDueDayIsAhead {
        @Test
        void givenYesterday_itIsRefused() {
            opened(SEV2)
                    .refuses(
                            OLE,
                            actionItem(LocalDate.of(2026, 3, 1)),
                            DueDayIsAhead.class,
                            UNPROCESSABLE,
                            "2026-03-01 in UTC, has passed");
        }

        @Test
        void givenToday_itIsAdded() {
            opened(SEV2).lets(OLE, actionItem(LocalDate.of(2026, 3, 2)), DueDayIsAhead.class);
        }
    }

    @Nested
    class ForLastDayHasPassed {
        @Test
        void givenTheLastDayItself_itIsRefused() {
            withActionItem()
                    .then(Instant.parse("2026-04-01T23:59:59.999Z"))
                    .refuses(
                            CI,
                            new ActionItemOverdue(ITEM, APRIL_1),
                            LastDayHasPassed.class,
                            CONFLICT,
                            "can be done until 2026-04-02T00:00:00Z");
        }

        @Test
        void givenThatItIsOnRecord_itIsNotSaidAgain() {
            withActionItem()
                    .then(APRIL_2)
                    .told(CI, new ActionItemOverdue(ITEM, APRIL_1))
                    .refuses(
                            CI, new ActionItemOverdue(ITEM, APRIL_1), LastDayHasPassed.class, CONFLICT, "is on record");
        }

        @Test
        void givenAnotherDay_itIsRefused() {
            withActionItem()
                    .then(APRIL_2)
                    .refuses(
                            CI,
                            new ActionItemOverdue(ITEM, LocalDate.of(2026, 3, 31)),
                            LastDayHasPassed.class,
                            CONFLICT,
                            "its last day is 2026-04-01");
        }

        @Test
        void givenTheNextDay_itIsSaid() {
            withActionItem().then(APRIL_2).lets(CI, new ActionItemOverdue(ITEM, APRIL_1), LastDayHasPassed.class);
        }
    }

    @Nested
    class ForDigestIsOfThePostMortem {
        @Test
        void givenAnotherDigest_itIsRefused() {
            opened(SEV2)
                    .refuses(
                            OLE,
                            new PostMortemPublished("# What happened", TextDigest.of("# What else")),
                            DigestIsOfThePostMortem.class,
                            UNPROCESSABLE,
                            TextDigest.of("# What happened"));
        }

        @Test
        void givenItsDigest_itIsPublished() {
            opened(SEV2).lets(OLE, postMortem(), DigestIsOfThePostMortem.class);
        }
    }

    @Nested
    class ForIncidentIsNotMergedIntoItself {
        @Test
        void givenOneThatGoesOnHere_itIsRefused() {
            opened(SEV2)
                    .told(OLE, duplicate("checkout"))
                    .refuses(
                            OLE,
                            new IncidentMerged(OTHER, "x"),
                            IncidentIsNotMergedIntoItself.class,
                            CONFLICT,
                            "goes on as this one");
        }

        @Test
        void givenAnother_itIsMerged() {
            opened(SEV2).lets(OLE, new IncidentMerged(OTHER, "x"), IncidentIsNotMergedIntoItself.class);
        }
    }

    @Nested
    class ForDuplicateIsOfTheSameProduct {
        @Test
        void givenAnotherProduct_itIsRefused() {
            opened(SEV2)
                    .refuses(
                            OLE,
                            duplicate("search"),
                            DuplicateIsOfTheSameProduct.class,
                            UNPROCESSABLE,
                            "of checkout, the other of search");
        }

        @Test
        void givenTheSame_itIsTaken() {
            opened(SEV2).lets(OLE, duplicate("checkout"), DuplicateIsOfTheSameProduct.class);
        }
    }

    @Nested
    class ForDuplicateIsTakenOnce {
        @Test
        void givenTheSameOne_itIsRefused() {
            opened(SEV2)
                    .told(OLE, duplicate("checkout"))
                    .refuses(
                            OLE,
                            duplicate("checkout"),
                            DuplicateIsTakenOnce.class,
                            CONFLICT,
                            "goes on as this one already");
        }

        @Test
        void givenAnother_itIsTaken() {
            opened(SEV2).lets(OLE, duplicate("checkout"), DuplicateIsTakenOnce.class);
        }
    }

    @Nested
    class ForOnlyWhatIsResolvedIsClosed {
        @Test
        void givenAMitigatedOne_itIsRefused() {
            opened(SEV4)
                    .told(OLE, new IncidentMitigated("x", DETECTED))
                    .refuses(
                            OLE,
                            new IncidentClosed(null),
                            OnlyWhatIsResolvedIsClosed.class,
                            CONFLICT,
                            "is MITIGATED; resolve it first");
        }

        @Test
        void givenAResolvedOne_itIsClosed() {
            resolved(SEV4).lets(OLE, new IncidentClosed(null), OnlyWhatIsResolvedIsClosed.class);
        }
    }

    @Nested
    class ForRootCauseIsStated {
        @Test
        void givenNone_itIsNotClosed() {
            resolved(SEV3)
                    .refuses(OLE, new IncidentClosed(null), RootCauseIsStated.class, CONFLICT, "root cause of a SEV3");
        }

        @Test
        void givenASeverityThatThePolicyDoesNotName_itIsClosed() {
            resolved(SEV4).lets(OLE, new IncidentClosed(null), RootCauseIsStated.class);
        }

        @Test
        void givenIt_itIsClosed() {
            resolved(SEV3).told(OLE, rootCause(3)).lets(OLE, new IncidentClosed(null), RootCauseIsStated.class);
        }
    }

    @Nested
    class ForPostMortemIsPublished {
        @Test
        void givenNone_itIsNotClosed() {
            resolved(SEV2)
                    .refuses(
                            OLE,
                            new IncidentClosed(null),
                            PostMortemIsPublished.class,
                            CONFLICT,
                            "post-mortem of a SEV2");
        }

        @Test
        void givenASeverityThatThePolicyDoesNotName_itIsClosed() {
            resolved(SEV3).lets(OLE, new IncidentClosed(null), PostMortemIsPublished.class);
        }

        @Test
        void givenIt_itIsClosed() {
            resolved(SEV2).told(OLE, postMortem()).lets(OLE, new IncidentClosed(null), PostMortemIsPublished.class);
        }
    }

    @Nested
    class ForReReleaseIsPlanned {
        @Test
        void givenARollbackOfADuplicate_itIsNotClosedWithoutAPlan() {
            resolved(SEV4)
                    .told(OLE, duplicate("checkout"))
                    .refuses(
                            OLE,
                            new IncidentClosed(null),
                            ReReleaseIsPlanned.class,
                            CONFLICT,
                            "comes again has to be planned");
        }

        @Test
        void givenAPlan_itIsClosed() {
            resolved(SEV4)
                    .told(OLE, duplicate("checkout"))
                    .told(OLE, new ReReleasePlanned(null, "it does not"))
                    .lets(OLE, new IncidentClosed(null), ReReleaseIsPlanned.class);
        }

        @Test
        void givenNoRollback_itIsClosed() {
            resolved(SEV4).lets(OLE, new IncidentClosed(null), ReReleaseIsPlanned.class);
        }
    }

    @Nested
    class ForActionItemsAreSettled {
        @Test
        void givenAnOpenOne_itIsNotClosed() {
            withActionItem()
                    .told(OLE, new IncidentResolved("x", DETECTED))
                    .refuses(
                            OLE,
                            new IncidentClosed(null),
                            ActionItemsAreSettled.class,
                            CONFLICT,
                            "action items are open: [" + ITEM);
        }

        @Test
        void givenADroppedOne_itIsClosed() {
            withActionItem()
                    .told(OLE, new ActionItemDropped(ITEM, "x"))
                    .lets(OLE, new IncidentClosed(null), ActionItemsAreSettled.class);
        }

        @Test
        void givenAPolicyThatDoesNotWantIt_itIsClosed() {
            IncidentStory.under(new IncidentPolicy(Map.of(), Set.of(), Set.of(), false, false))
                    .told(OLE, opening(SEV2))
                    .told(OLE, actionItem(APRIL_1))
                    .lets(OLE, new IncidentClosed(null), ActionItemsAreSettled.class);
        }
    }

    @Test
    void aReopenedIncidentIsTakenCareOf_andItsReliefIsForgotten() {
        Incident incident =
                resolved(SEV2).told(OLE, new IncidentReopened("it is back")).incident();

        assertThat(incident.standing()).isEqualTo(new Incident.Standing.Acknowledged());
        assertThat(incident.milestones().resolvedAt()).isNull();
    }

    @Test
    void whatWasAcknowledgedStaysSo_whateverItIsNow() {
        Incident incident = opened(SEV2)
                .told(OLE, new IncidentMitigated("switched off", DETECTED))
                .incident();

        assertThat(incident.standing().word()).isEqualTo("MITIGATED");
        assertThat(incident.milestones().acknowledgedAt()).isNull();
    }

    @Test
    void theLinksOfADuplicateAreThoseOfTheOneThatGoesOn() {
        assertThat(opened(SEV2).told(OLE, duplicate("checkout")).incident().hasRollback())
                .isTrue();
    }

    @Test
    void aHistoryThatDoesNotBeginByOpeningIsBroken() {
        assertThatExceptionOfType(HistoryBroken.class)
                .isThrownBy(() -> IncidentState.unopened().evolve(new IncidentAcknowledged(), untold().as(OLE)));
        assertThatExceptionOfType(HistoryBroken.class)
                .isThrownBy(() -> opened(SEV2).incident().evolve(opening(SEV2), untold().as(OLE)));
        assertThatExceptionOfType(HistoryBroken.class)
                .isThrownBy(
                        () -> opened(SEV2).incident().evolve(new ActionItemDone(ITEM, null, null), untold().as(OLE)));
    }
}

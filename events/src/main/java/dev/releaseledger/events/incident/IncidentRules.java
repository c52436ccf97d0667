package dev.releaseledger.events.incident;

import dev.releaseledger.events.envelope.Attribution;
import dev.releaseledger.events.release.rule.Violation;
import dev.releaseledger.events.rule.StreamProposal;
import dev.releaseledger.events.rule.StreamRule;
import java.util.List;
import java.util.stream.Stream;

/** What may follow in the history of an incident. */
public final class IncidentRules {
    private static final List<StreamRule<IncidentSituation, IncidentEvent>> EVERY_EVENT = List.of(
            new ActorMayRunIncidents(),
            new BackfillIsOfThePast(),
            new IncidentIsOpened(),
            new IncidentGoesOn(),
            new TimesAreOfThePast(),
            new PositionsAreInTheLedger(),
            new ReliefComesAfterDetection(),
            new ActionItemIsOpen(),
            new LinksLeadSomewhere(),
            new LinksAreInTheLedger(),
            new LinkIsOfNoOtherIncident());
    private static final List<StreamRule<IncidentSituation, IncidentLinked>> INCIDENT_LINKED = List.of(new LinkIsNew());
    private static final List<StreamRule<IncidentSituation, IncidentAcknowledged>> INCIDENT_ACKNOWLEDGED =
            List.of(new IncidentIsAcknowledgedOnce());
    private static final List<StreamRule<IncidentSituation, SeverityChanged>> SEVERITY_CHANGED =
            List.of(new SeverityIsAnother());
    private static final List<StreamRule<IncidentSituation, ImpactStated>> IMPACT_STATED =
            List.of(new ImpactEndsAfterItBegins());
    private static final List<StreamRule<IncidentSituation, LogEntryWritten>> LOG_ENTRY_WRITTEN =
            List.of(new LogEntryIsNew(), new CorrectionIsOfALogEntry());
    private static final List<StreamRule<IncidentSituation, IncidentRoleAssigned>> INCIDENT_ROLE_ASSIGNED =
            List.of(new PersonHasNotThatRole());
    private static final List<StreamRule<IncidentSituation, IncidentMitigated>> INCIDENT_MITIGATED =
            List.of(new OnlyWhatHurtsIsMitigated());
    private static final List<StreamRule<IncidentSituation, IncidentResolved>> INCIDENT_RESOLVED =
            List.of(new OnlyWhatGoesOnIsResolved());
    private static final List<StreamRule<IncidentSituation, IncidentReopened>> INCIDENT_REOPENED =
            List.of(new OnlyWhatIsOverIsReopened());
    private static final List<StreamRule<IncidentSituation, ActionItemAdded>> ACTION_ITEM_ADDED =
            List.of(new ActionItemIsNew(), new DueDayIsAhead());
    private static final List<StreamRule<IncidentSituation, ActionItemOverdue>> ACTION_ITEM_OVERDUE =
            List.of(new LastDayHasPassed());
    private static final List<StreamRule<IncidentSituation, PostMortemPublished>> POST_MORTEM_PUBLISHED =
            List.of(new DigestIsOfThePostMortem());
    private static final List<StreamRule<IncidentSituation, IncidentMerged>> INCIDENT_MERGED =
            List.of(new IncidentIsNotMergedIntoItself());
    private static final List<StreamRule<IncidentSituation, DuplicateTaken>> DUPLICATE_TAKEN =
            List.of(new DuplicateIsOfTheSameProduct(), new DuplicateIsTakenOnce());
    private static final List<StreamRule<IncidentSituation, IncidentClosed>> INCIDENT_CLOSED = List.of(
            new OnlyWhatIsResolvedIsClosed(),
            new RootCauseIsStated(),
            new PostMortemIsPublished(),
            new ReReleaseIsPlanned(),
            new ActionItemsAreSettled());

    private IncidentRules() {}

    /**
     * Judges an event.
     *
     * @return every violation; empty when it may follow
     */
    public static List<Violation> judge(IncidentSituation situation, IncidentEvent proposed, Attribution by) {
        return switch (proposed) {
            case IncidentOpened event -> judge(List.of(), event, situation, by);
            case IncidentLinked event -> judge(INCIDENT_LINKED, event, situation, by);
            case IncidentAcknowledged event -> judge(INCIDENT_ACKNOWLEDGED, event, situation, by);
            case SeverityChanged event -> judge(SEVERITY_CHANGED, event, situation, by);
            case ImpactStated event -> judge(IMPACT_STATED, event, situation, by);
            case LogEntryWritten event -> judge(LOG_ENTRY_WRITTEN, event, situation, by);
            case IncidentRoleAssigned event -> judge(INCIDENT_ROLE_ASSIGNED, event, situation, by);
            case IncidentMitigated event -> judge(INCIDENT_MITIGATED, event, situation, by);
            case IncidentResolved event -> judge(INCIDENT_RESOLVED, event, situation, by);
            case IncidentReopened event -> judge(INCIDENT_REOPENED, event, situation, by);
            case RootCauseStated event -> judge(List.of(), event, situation, by);
            case ActionItemAdded event -> judge(ACTION_ITEM_ADDED, event, situation, by);
            case ActionItemDone event -> judge(List.of(), event, situation, by);
            case ActionItemDropped event -> judge(List.of(), event, situation, by);
            case ActionItemOverdue event -> judge(ACTION_ITEM_OVERDUE, event, situation, by);
            case PostMortemPublished event -> judge(POST_MORTEM_PUBLISHED, event, situation, by);
            case ReReleasePlanned event -> judge(List.of(), event, situation, by);
            case IncidentMerged event -> judge(INCIDENT_MERGED, event, situation, by);
            case DuplicateTaken event -> judge(DUPLICATE_TAKEN, event, situation, by);
            case IncidentClosed event -> judge(INCIDENT_CLOSED, event, situation, by);
        };
    }

    private static <E extends IncidentEvent> List<Violation> judge(
            List<StreamRule<IncidentSituation, E>> rules, E event, IncidentSituation situation, Attribution by) {
        StreamProposal<IncidentSituation, E> proposal = new StreamProposal<>(situation, event, by);
        return Stream.concat(
                        EVERY_EVENT.stream().flatMap(rule -> rule.judge(proposal).stream()),
                        rules.stream().flatMap(rule -> rule.judge(proposal).stream()))
                .toList();
    }
}

package dev.releaseledger.events.incident;

import dev.releaseledger.events.access.Right;
import dev.releaseledger.events.access.Role;
import dev.releaseledger.events.access.RoleTable;
import dev.releaseledger.events.release.rule.Violation;
import dev.releaseledger.events.rule.StreamProposal;
import dev.releaseledger.events.rule.StreamRule;
import java.util.Optional;
import java.util.stream.Collectors;

/** Somebody may do what one of their roles gives the right to. What passing time says is nobody's wish. */
public final class ActorMayRunIncidents implements StreamRule<IncidentSituation, IncidentEvent> {
    @Override
    public Optional<Violation> judge(StreamProposal<IncidentSituation, ? extends IncidentEvent> proposal) {
        Optional<Right> needed =
                rightFor(proposal.event()).map(right -> proposal.by().isBackfill() ? Right.BACKFILL : right);
        return needed.filter(right -> !RoleTable.standard().grants(proposal.by().roles(), right))
                .flatMap(right -> forbidden("this takes the right " + right + ", which the roles "
                        + RoleTable.standard().rolesWith(right).stream()
                                .map(Role::claim)
                                .collect(Collectors.joining(", "))
                        + " give"));
    }

    private static Optional<Right> rightFor(IncidentEvent event) {
        return switch (event) {
            case IncidentOpened opened -> Optional.of(Right.OPEN_INCIDENT);
            case IncidentLinked linked -> Optional.of(Right.OPEN_INCIDENT);
            case LogEntryWritten written -> Optional.of(Right.WRITE_INCIDENT_LOG);
            case ActionItemDone done -> Optional.of(Right.WRITE_INCIDENT_LOG);
            case ActionItemOverdue overdue -> Optional.empty();
            case IncidentAcknowledged acknowledged -> Optional.of(Right.RUN_INCIDENT);
            case SeverityChanged changed -> Optional.of(Right.RUN_INCIDENT);
            case ImpactStated stated -> Optional.of(Right.RUN_INCIDENT);
            case IncidentRoleAssigned assigned -> Optional.of(Right.RUN_INCIDENT);
            case IncidentMitigated mitigated -> Optional.of(Right.RUN_INCIDENT);
            case IncidentResolved resolved -> Optional.of(Right.RUN_INCIDENT);
            case IncidentReopened reopened -> Optional.of(Right.RUN_INCIDENT);
            case RootCauseStated stated -> Optional.of(Right.RUN_INCIDENT);
            case ActionItemAdded added -> Optional.of(Right.RUN_INCIDENT);
            case ActionItemDropped dropped -> Optional.of(Right.RUN_INCIDENT);
            case PostMortemPublished published -> Optional.of(Right.RUN_INCIDENT);
            case ReReleasePlanned planned -> Optional.of(Right.RUN_INCIDENT);
            case IncidentMerged merged -> Optional.of(Right.RUN_INCIDENT);
            case DuplicateTaken taken -> Optional.of(Right.RUN_INCIDENT);
            case IncidentClosed closed -> Optional.of(Right.RUN_INCIDENT);
        };
    }
}

package dev.releaseledger.events.incident;

import dev.releaseledger.events.release.rule.Violation;
import dev.releaseledger.events.rule.StreamProposal;
import dev.releaseledger.events.rule.StreamRule;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/** What happened has happened: no time that is told of is later than the telling. */
public final class TimesAreOfThePast implements StreamRule<IncidentSituation, IncidentEvent> {
    @Override
    public Optional<Violation> judge(StreamProposal<IncidentSituation, ? extends IncidentEvent> proposal) {
        return told(proposal.event())
                .filter(at -> at.isAfter(proposal.by().judgedAt()))
                .findFirst()
                .flatMap(at -> unprocessable("it would have been at " + at + ", after it is said, at "
                        + proposal.by().judgedAt()));
    }

    private static Stream<Instant> told(IncidentEvent event) {
        return switch (event) {
            case IncidentOpened opened -> Stream.of(opened.detectedAt());
            case ImpactStated stated -> Stream.concat(Stream.of(stated.from()), Stream.ofNullable(stated.until()));
            case LogEntryWritten written -> Stream.ofNullable(written.at());
            case IncidentMitigated mitigated -> Stream.of(mitigated.at());
            case IncidentResolved resolved -> Stream.of(resolved.at());
            case IncidentLinked linked -> Stream.empty();
            case IncidentAcknowledged acknowledged -> Stream.empty();
            case SeverityChanged changed -> Stream.empty();
            case IncidentRoleAssigned assigned -> Stream.empty();
            case IncidentReopened reopened -> Stream.empty();
            case RootCauseStated stated -> Stream.empty();
            case ActionItemAdded added -> Stream.empty();
            case ActionItemDone done -> Stream.empty();
            case ActionItemDropped dropped -> Stream.empty();
            case ActionItemOverdue overdue -> Stream.empty();
            case PostMortemPublished published -> Stream.empty();
            case ReReleasePlanned planned -> Stream.empty();
            case IncidentMerged merged -> Stream.empty();
            case DuplicateTaken taken -> Stream.empty();
            case IncidentClosed closed -> Stream.empty();
        };
    }
}

package dev.releaseledger.events.incident;

import dev.releaseledger.events.envelope.Attribution;
import dev.releaseledger.events.release.HistoryBroken;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.pcollections.OrderedPMap;
import org.pcollections.PMap;
import org.pcollections.PVector;
import org.pcollections.TreePVector;

/**
 * An incident.
 *
 * @param opening how it was opened
 * @param severity how much it hurts, as is thought by now
 * @param standing how far it is
 * @param milestones when it came so far
 * @param links everything that it has to do with, those of its duplicates too, in the order in which it was said
 * @param impacts what it did to users, in the order in which it was said
 * @param log the log entries by their ids, in the order in which they were written
 * @param people who does what
 * @param rootCause what caused it; null until it is stated
 * @param actionItems what is to be done, by id, in the order in which it was added
 * @param postMortem what was learnt; null until it is published
 * @param reRelease how what was taken back comes again; null until it is planned
 * @param duplicates the incidents that turned out to be this one
 */
public record Incident(
        Opening opening,
        Severity severity,
        Standing standing,
        Milestones milestones,
        PVector<IncidentLink> links,
        PVector<Impact> impacts,
        PMap<UUID, LogEntry> log,
        People people,
        @Nullable RootCause rootCause,
        PMap<UUID, ActionItem> actionItems,
        @Nullable PostMortem postMortem,
        @Nullable ReRelease reRelease,
        PVector<UUID> duplicates)
        implements IncidentState {

    /** How it was opened, by whom and when. */
    public record Opening(IncidentOpened event, UUID by, Instant at) {}

    /** How far an incident is. */
    public sealed interface Standing {
        /** Nobody takes care of it yet. */
        record Open() implements Standing {}

        /** Somebody takes care of it. */
        record Acknowledged() implements Standing {}

        /** It does not hurt any more. */
        record Mitigated() implements Standing {}

        /** It is over. */
        record Resolved() implements Standing {}

        /** Everything that it obliged to is done. */
        record Closed() implements Standing {}

        /** It goes on as another. */
        record Merged(UUID into) implements Standing {}

        /** One word for it, for lists. */
        default String word() {
            return switch (this) {
                case Open open -> "OPEN";
                case Acknowledged acknowledged -> "ACKNOWLEDGED";
                case Mitigated mitigated -> "MITIGATED";
                case Resolved resolved -> "RESOLVED";
                case Closed closed -> "CLOSED";
                case Merged merged -> "MERGED";
            };
        }

        /** Whether it still hurts, or may. */
        default boolean isUnderWay() {
            return switch (this) {
                case Open open -> true;
                case Acknowledged acknowledged -> true;
                case Mitigated mitigated -> true;
                case Resolved resolved -> false;
                case Closed closed -> false;
                case Merged merged -> false;
            };
        }
    }

    /**
     * When an incident came so far; null where it has not, or was reopened since.
     *
     * @param reopenedAt when it was reopened the last time; null where it never was
     */
    public record Milestones(
            @Nullable Instant acknowledgedAt,
            @Nullable Instant mitigatedAt,
            @Nullable Instant resolvedAt,
            @Nullable Instant endedAt,
            @Nullable Instant reopenedAt) {
        static final Milestones NONE = new Milestones(null, null, null, null, null);

        Milestones acknowledged(Instant at) {
            return acknowledgedAt != null ? this : new Milestones(at, mitigatedAt, resolvedAt, endedAt, reopenedAt);
        }

        Milestones mitigated(Instant at) {
            return new Milestones(acknowledgedAt, at, resolvedAt, endedAt, reopenedAt);
        }

        Milestones resolved(Instant at) {
            return new Milestones(acknowledgedAt, mitigatedAt, at, endedAt, reopenedAt);
        }

        Milestones ended(Instant at) {
            return new Milestones(acknowledgedAt, mitigatedAt, resolvedAt, at, reopenedAt);
        }

        Milestones reopened(Instant at) {
            return new Milestones(acknowledgedAt, null, null, null, at);
        }
    }

    /** What it did to users, who said so and when. */
    public record Impact(ImpactStated statement, UUID by, Instant at) {}

    /** A log entry, who wrote it and when. */
    public record LogEntry(LogEntryWritten entry, UUID by, Instant at) {}

    /** Who does what: the one who does it now, and everybody who mends. */
    public record People(PMap<IncidentRole, UUID> one, PVector<UUID> responders) {
        static final People NONE = new People(OrderedPMap.empty(), TreePVector.empty());

        /** Whether this person does this now. */
        public boolean has(IncidentRole role, UUID person) {
            return role == IncidentRole.RESPONDER ? responders.contains(person) : person.equals(one.get(role));
        }

        People with(IncidentRole role, UUID person) {
            return role == IncidentRole.RESPONDER
                    ? new People(one, responders.plus(person))
                    : new People(one.plus(role, person), responders);
        }
    }

    /** What caused it, who said so and when. */
    public record RootCause(RootCauseStated statement, UUID by, Instant at) {}

    /** Something to be done, and how it stands. */
    public record ActionItem(ActionItemAdded item, UUID by, Instant at, Progress progress) {
        /** How an action item stands. */
        public sealed interface Progress {
            /** It is to be done. */
            record Open() implements Progress {}

            /** Its last day passed. */
            record Overdue(Instant at) implements Progress {}

            /** It was done. */
            record Done(UUID by, Instant at) implements Progress {}

            /** It will not be done. */
            record Dropped(UUID by, Instant at, String reason) implements Progress {}

            /** Whether nothing follows. */
            default boolean isSettled() {
                return switch (this) {
                    case Open open -> false;
                    case Overdue overdue -> false;
                    case Done done -> true;
                    case Dropped dropped -> true;
                };
            }

            /** One word for it, for lists. */
            default String word() {
                return switch (this) {
                    case Open open -> "OPEN";
                    case Overdue overdue -> "OVERDUE";
                    case Done done -> "DONE";
                    case Dropped dropped -> "DROPPED";
                };
            }
        }

        /** When its last day has passed: the first moment of the next, in UTC. */
        public Instant overdueAt() {
            return overdueAt(item.due());
        }

        /** When this last day has passed: the first moment of the next, in UTC. */
        public static Instant overdueAt(LocalDate due) {
            return due.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        }

        ActionItem now(Progress next) {
            return new ActionItem(item, by, at, next);
        }
    }

    /** What was learnt, who published it and when. */
    public record PostMortem(PostMortemPublished edition, UUID by, Instant at) {}

    /** How what was taken back comes again, who said so and when. */
    public record ReRelease(ReReleasePlanned plan, UUID by, Instant at) {}

    static Incident opened(IncidentOpened event, Attribution by) {
        return new Incident(
                new Opening(event, by.actor(), by.judgedAt()),
                event.severity(),
                new Standing.Open(),
                Milestones.NONE,
                TreePVector.from(event.links()),
                TreePVector.empty(),
                OrderedPMap.empty(),
                People.NONE,
                null,
                OrderedPMap.empty(),
                null,
                null,
                TreePVector.empty());
    }

    /** The product that hurts. */
    public String product() {
        return opening.event().product();
    }

    /** Whether something of it was taken back. */
    public boolean hasRollback() {
        return links.stream().anyMatch(link -> link.rollbackId() != null);
    }

    @Override
    public Incident evolve(IncidentEvent event, Attribution by) {
        Instant now = by.judgedAt();
        return switch (event) {
            case IncidentOpened opened -> throw new HistoryBroken("the incident was opened already");
            case IncidentLinked linked -> withLinks(List.of(linked.link()));
            case IncidentAcknowledged acknowledged ->
                at(
                        standing instanceof Standing.Open ? new Standing.Acknowledged() : standing,
                        milestones.acknowledged(now));
            case SeverityChanged changed -> withSeverity(changed.severity());
            case ImpactStated stated -> withImpact(new Impact(stated, by.actor(), now));
            case LogEntryWritten written -> withLogEntry(new LogEntry(written, by.actor(), now));
            case IncidentRoleAssigned assigned -> withPeople(people.with(assigned.role(), assigned.person()));
            case IncidentMitigated mitigated -> at(new Standing.Mitigated(), milestones.mitigated(mitigated.at()));
            case IncidentResolved resolved -> at(new Standing.Resolved(), milestones.resolved(resolved.at()));
            case IncidentReopened reopened -> at(new Standing.Acknowledged(), milestones.reopened(now));
            case RootCauseStated stated -> withRootCause(new RootCause(stated, by.actor(), now));
            case ActionItemAdded added ->
                withActionItem(new ActionItem(added, by.actor(), now, new ActionItem.Progress.Open()));
            case ActionItemDone done ->
                withActionItem(item(done.actionItemId()).now(new ActionItem.Progress.Done(by.actor(), now)));
            case ActionItemDropped dropped ->
                withActionItem(item(dropped.actionItemId())
                        .now(new ActionItem.Progress.Dropped(by.actor(), now, dropped.reason())));
            case ActionItemOverdue overdue ->
                withActionItem(item(overdue.actionItemId()).now(new ActionItem.Progress.Overdue(now)));
            case PostMortemPublished published -> withPostMortem(new PostMortem(published, by.actor(), now));
            case ReReleasePlanned planned -> withReRelease(new ReRelease(planned, by.actor(), now));
            case IncidentMerged merged -> at(new Standing.Merged(merged.into()), milestones.ended(now));
            case DuplicateTaken taken -> withDuplicate(taken);
            case IncidentClosed closed -> at(new Standing.Closed(), milestones.ended(now));
        };
    }

    private ActionItem item(UUID id) {
        ActionItem item = actionItems.get(id);
        if (item == null) {
            throw new HistoryBroken("action item " + id + " was never added");
        }
        return item;
    }

    private Incident at(Standing next, Milestones times) {
        return new Incident(
                opening,
                severity,
                next,
                times,
                links,
                impacts,
                log,
                people,
                rootCause,
                actionItems,
                postMortem,
                reRelease,
                duplicates);
    }

    private Incident withSeverity(Severity next) {
        return new Incident(
                opening,
                next,
                standing,
                milestones,
                links,
                impacts,
                log,
                people,
                rootCause,
                actionItems,
                postMortem,
                reRelease,
                duplicates);
    }

    private Incident withLinks(List<IncidentLink> more) {
        return new Incident(
                opening,
                severity,
                standing,
                milestones,
                links.plusAll(more),
                impacts,
                log,
                people,
                rootCause,
                actionItems,
                postMortem,
                reRelease,
                duplicates);
    }

    private Incident withImpact(Impact more) {
        return new Incident(
                opening,
                severity,
                standing,
                milestones,
                links,
                impacts.plus(more),
                log,
                people,
                rootCause,
                actionItems,
                postMortem,
                reRelease,
                duplicates);
    }

    private Incident withLogEntry(LogEntry more) {
        return new Incident(
                opening,
                severity,
                standing,
                milestones,
                links,
                impacts,
                log.plus(more.entry().logEntryId(), more),
                people,
                rootCause,
                actionItems,
                postMortem,
                reRelease,
                duplicates);
    }

    private Incident withPeople(People next) {
        return new Incident(
                opening,
                severity,
                standing,
                milestones,
                links,
                impacts,
                log,
                next,
                rootCause,
                actionItems,
                postMortem,
                reRelease,
                duplicates);
    }

    private Incident withRootCause(RootCause next) {
        return new Incident(
                opening,
                severity,
                standing,
                milestones,
                links,
                impacts,
                log,
                people,
                next,
                actionItems,
                postMortem,
                reRelease,
                duplicates);
    }

    private Incident withActionItem(ActionItem next) {
        return new Incident(
                opening,
                severity,
                standing,
                milestones,
                links,
                impacts,
                log,
                people,
                rootCause,
                actionItems.plus(next.item().actionItemId(), next),
                postMortem,
                reRelease,
                duplicates);
    }

    private Incident withPostMortem(PostMortem next) {
        return new Incident(
                opening,
                severity,
                standing,
                milestones,
                links,
                impacts,
                log,
                people,
                rootCause,
                actionItems,
                next,
                reRelease,
                duplicates);
    }

    private Incident withReRelease(ReRelease next) {
        return new Incident(
                opening,
                severity,
                standing,
                milestones,
                links,
                impacts,
                log,
                people,
                rootCause,
                actionItems,
                postMortem,
                next,
                duplicates);
    }

    private Incident withDuplicate(DuplicateTaken taken) {
        return new Incident(
                opening,
                severity,
                standing,
                milestones,
                links.plusAll(taken.links()),
                impacts,
                log,
                people,
                rootCause,
                actionItems,
                postMortem,
                reRelease,
                duplicates.plus(taken.duplicate()));
    }
}

package dev.releaseledger.command.incident;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import dev.releaseledger.command.append.EntryMetaData;
import dev.releaseledger.command.desk.CommandInHand;
import dev.releaseledger.command.desk.Decision;
import dev.releaseledger.command.desk.Judged;
import dev.releaseledger.command.incident.learn.AddActionItem;
import dev.releaseledger.command.incident.learn.CompleteActionItem;
import dev.releaseledger.command.incident.learn.DropActionItem;
import dev.releaseledger.command.incident.learn.PlanReRelease;
import dev.releaseledger.command.incident.learn.PublishPostMortem;
import dev.releaseledger.command.incident.learn.RecordOverdue;
import dev.releaseledger.command.incident.learn.StateRootCause;
import dev.releaseledger.command.incident.log.WriteLogEntry;
import dev.releaseledger.command.incident.merge.MergeIncident;
import dev.releaseledger.command.incident.open.LinkIncident;
import dev.releaseledger.command.incident.open.OpenIncident;
import dev.releaseledger.command.incident.run.AcknowledgeIncident;
import dev.releaseledger.command.incident.run.AssignRole;
import dev.releaseledger.command.incident.run.ChangeSeverity;
import dev.releaseledger.command.incident.run.CloseIncident;
import dev.releaseledger.command.incident.run.MitigateIncident;
import dev.releaseledger.command.incident.run.ReopenIncident;
import dev.releaseledger.command.incident.run.ResolveIncident;
import dev.releaseledger.command.incident.run.StateImpact;
import dev.releaseledger.command.problem.Problem;
import dev.releaseledger.command.problem.RequestRejected;
import dev.releaseledger.events.access.Right;
import dev.releaseledger.events.access.RoleTable;
import dev.releaseledger.events.envelope.Attribution;
import dev.releaseledger.events.incident.ActorMayRunIncidents;
import dev.releaseledger.events.incident.DuplicateTaken;
import dev.releaseledger.events.incident.Incident;
import dev.releaseledger.events.incident.IncidentClaims;
import dev.releaseledger.events.incident.IncidentEvent;
import dev.releaseledger.events.incident.IncidentLink;
import dev.releaseledger.events.incident.IncidentOpened;
import dev.releaseledger.events.incident.IncidentRules;
import dev.releaseledger.events.incident.IncidentSituation;
import dev.releaseledger.events.incident.IncidentState;
import dev.releaseledger.events.policy.Policies;
import dev.releaseledger.events.policy.PolicyEvent;
import dev.releaseledger.events.policy.ReleasePolicy;
import dev.releaseledger.events.release.rule.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateRoot;
import org.axonframework.modelling.command.CreationPolicy;

/**
 * One incident. Thin: it is loaded, asks the rules and applies what they let through. What its events mean is in {@link
 * IncidentState}, what may follow in {@link IncidentRules}.
 */
@AggregateRoot(type = "incident")
public class IncidentAggregate {
    private static final int CONFLICT = 409;

    @AggregateIdentifier
    private final String stream;

    private final Policies policies;
    private final Beside beside;

    private IncidentState state = IncidentState.unopened();

    /** An incident of which nothing was said yet. */
    public IncidentAggregate(String stream, Policies policies, Beside beside) {
        this.stream = stream;
        this.policies = policies;
        this.beside = beside;
    }

    @EventSourcingHandler
    void evolve(IncidentEvent event, @MetaDataValue(EntryMetaData.ATTRIBUTION) Attribution by) {
        state = state.evolve(event, by);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Decision handle(OpenIncident command, @MetaDataValue(CommandInHand.KEY) CommandInHand hand) {
        if (state instanceof Incident) {
            return decide(command, hand);
        }
        Policies.Current current = policies.current(command.product());
        hand.reads(PolicyEvent.stream(command.product()), current.sequence());
        Attribution by = hand.caller().about(command.product());
        IncidentOpened opened = command.opened(by, current.policy());
        if (command.cause() != null) {
            refuseQuietly(IncidentClaims.place(opened.product(), opened.environment()));
        }
        return decide(command, List.of(opened), by, current.policy(), hand);
    }

    @CommandHandler
    Decision handle(MergeIncident command, @MetaDataValue(CommandInHand.KEY) CommandInHand hand) {
        if (!(state instanceof Incident incident)) {
            return new Decision.Unknown();
        }
        Attribution by = hand.caller().about(incident.product());
        ReleasePolicy policy = policyOf(incident);
        List<IncidentEvent> events = command.proposes(incident, by);
        List<Violation> violations = new ArrayList<>(judge(command, events, by, policy, hand));
        if (command.into().equals(incidentId())) {
            return decided(command, events, violations, by, policy, hand);
        }
        IncidentState other = asSeenBy(hand, beside.other(command.into(), hand));
        DuplicateTaken taken = command.taken(incident, other);
        IncidentSituation there = new IncidentSituation(
                other, (other instanceof Incident known ? policyOf(known) : policy).incidents(), 0);
        IncidentRules.judge(there, taken, by).stream()
                .filter(violation -> !violations.contains(violation))
                .forEach(violations::add);
        Decision decision = decided(
                command, Stream.concat(events.stream(), Stream.of(taken)).toList(), violations, by, policy, hand);
        if (decision instanceof Decision.Accepted) {
            hand.ticket().alongside(IncidentEvent.stream(command.into()), taken);
        }
        return decision;
    }

    /** Whoever may not read of a product does not learn that it has the incident. */
    private IncidentState asSeenBy(CommandInHand hand, IncidentState other) {
        return other instanceof Incident incident
                        && !RoleTable.standard()
                                .grants(hand.caller().about(incident.product()).roles(), Right.READ)
                ? IncidentState.unopened()
                : other;
    }

    @CommandHandler
    Decision handle(AcknowledgeIncident command, @MetaDataValue(CommandInHand.KEY) CommandInHand hand) {
        return decide(command, hand);
    }

    @CommandHandler
    Decision handle(ChangeSeverity command, @MetaDataValue(CommandInHand.KEY) CommandInHand hand) {
        return decide(command, hand);
    }

    @CommandHandler
    Decision handle(StateImpact command, @MetaDataValue(CommandInHand.KEY) CommandInHand hand) {
        return decide(command, hand);
    }

    @CommandHandler
    Decision handle(AssignRole command, @MetaDataValue(CommandInHand.KEY) CommandInHand hand) {
        return decide(command, hand);
    }

    @CommandHandler
    Decision handle(MitigateIncident command, @MetaDataValue(CommandInHand.KEY) CommandInHand hand) {
        return decide(command, hand);
    }

    @CommandHandler
    Decision handle(ResolveIncident command, @MetaDataValue(CommandInHand.KEY) CommandInHand hand) {
        return decide(command, hand);
    }

    @CommandHandler
    Decision handle(ReopenIncident command, @MetaDataValue(CommandInHand.KEY) CommandInHand hand) {
        return decide(command, hand);
    }

    @CommandHandler
    Decision handle(CloseIncident command, @MetaDataValue(CommandInHand.KEY) CommandInHand hand) {
        return decide(command, hand);
    }

    @CommandHandler
    Decision handle(WriteLogEntry command, @MetaDataValue(CommandInHand.KEY) CommandInHand hand) {
        return decide(command, hand);
    }

    @CommandHandler
    Decision handle(StateRootCause command, @MetaDataValue(CommandInHand.KEY) CommandInHand hand) {
        return decide(command, hand);
    }

    @CommandHandler
    Decision handle(AddActionItem command, @MetaDataValue(CommandInHand.KEY) CommandInHand hand) {
        return decide(command, hand);
    }

    @CommandHandler
    Decision handle(CompleteActionItem command, @MetaDataValue(CommandInHand.KEY) CommandInHand hand) {
        return decide(command, hand);
    }

    @CommandHandler
    Decision handle(DropActionItem command, @MetaDataValue(CommandInHand.KEY) CommandInHand hand) {
        return decide(command, hand);
    }

    @CommandHandler
    Decision handle(PublishPostMortem command, @MetaDataValue(CommandInHand.KEY) CommandInHand hand) {
        return decide(command, hand);
    }

    @CommandHandler
    Decision handle(PlanReRelease command, @MetaDataValue(CommandInHand.KEY) CommandInHand hand) {
        return decide(command, hand);
    }

    @CommandHandler
    Decision handle(RecordOverdue command, @MetaDataValue(CommandInHand.KEY) CommandInHand hand) {
        return decide(command, hand);
    }

    @CommandHandler
    Decision handle(LinkIncident command, @MetaDataValue(CommandInHand.KEY) CommandInHand hand) {
        return decide(command, hand);
    }

    private Decision decide(IncidentCommand command, CommandInHand hand) {
        if (!(state instanceof Incident incident)) {
            return new Decision.Unknown();
        }
        Attribution by = hand.caller().about(incident.product());
        return decide(command, command.proposes(incident, by), by, policyOf(incident), hand);
    }

    private Decision decide(
            IncidentCommand command,
            List<IncidentEvent> events,
            Attribution by,
            ReleasePolicy policy,
            CommandInHand hand) {
        if (command.cause() != null) {
            refuseQuietly(command.cause());
        }
        return decided(command, events, judge(command, events, by, policy, hand), by, policy, hand);
    }

    /** What is said by itself, and was said before or is said elsewhere, is nobody's wish: there is nothing to record. */
    private void refuseQuietly(String claim) {
        beside.holder(claim).ifPresent(holder -> {
            throw new RequestRejected(Problem.of(CONFLICT, "taken", "Taken", holder + " has " + claim));
        });
    }

    private List<Violation> judge(
            IncidentCommand command,
            List<IncidentEvent> events,
            Attribution by,
            ReleasePolicy policy,
            CommandInHand hand) {
        Set<IncidentLink> nowhere = command.links().stream()
                .filter(link -> !beside.isThere(link, hand))
                .collect(Collectors.toUnmodifiableSet());
        IncidentSituation.Around around = new IncidentSituation.Around(incidentId(), nowhere, hand.held());
        // Most commands point at nothing, and need not ask.
        long size = command.positions().isEmpty() ? 0 : beside.ledgerSize();
        List<Violation> violations = new ArrayList<>();
        IncidentState before = state;
        for (IncidentEvent event : events) {
            List<Violation> found =
                    IncidentRules.judge(new IncidentSituation(before, policy.incidents(), size, around), event, by);
            if (!found.isEmpty()) {
                found.stream()
                        .filter(violation -> !violations.contains(violation))
                        .forEach(violations::add);
                continue;
            }
            before = before.evolve(event, by);
        }
        return violations;
    }

    private Decision decided(
            IncidentCommand command,
            List<IncidentEvent> events,
            List<Violation> violations,
            Attribution by,
            ReleasePolicy policy,
            CommandInHand hand) {
        return new Judged(events, violations, by, policy.version())
                .decided(
                        hand,
                        violation -> violation.isOf(ActorMayRunIncidents.class),
                        () -> Judged.unchangedWhere(
                                state instanceof Incident incident && command.isAlreadySo(incident, by)),
                        () -> happen(command, events, by, hand));
    }

    private void happen(IncidentCommand command, List<IncidentEvent> events, Attribution by, CommandInHand hand) {
        if (command.cause() != null) {
            hand.ticket().taking(command.cause());
        }
        for (IncidentEvent event : events) {
            if (event instanceof DuplicateTaken) {
                // That is said in the other's stream.
                continue;
            }
            IncidentClaims.of(state, event).forEach(hand.ticket()::taking);
            IncidentState after = state.evolve(event, by);
            if (after instanceof Incident incident) {
                keepPlace(command, incident, by, hand);
            }
            apply(event, hand.said(by));
        }
    }

    /** What is under way shows that, and has its place where nobody has it. What was backfilled is over. */
    private void keepPlace(IncidentCommand command, Incident after, Attribution by, CommandInHand hand) {
        boolean was = state instanceof Incident incident && incident.standing().isUnderWay();
        boolean is = after.standing().isUnderWay();
        String place =
                IncidentClaims.place(after.product(), after.opening().event().environment());
        if (is && !was && !by.isBackfill()) {
            hand.ticket().taking(IncidentClaims.underWay(after.product(), incidentId()));
            // What is said by itself has the place or is not said: somebody may have taken it since it was looked at.
            if (command.cause() != null || beside.holder(place).isEmpty()) {
                hand.ticket().taking(place);
            }
        } else if (was && !is) {
            hand.ticket().releasing(IncidentClaims.underWay(after.product(), incidentId()));
            if (beside.holder(place).filter(stream::equals).isPresent()) {
                hand.ticket().releasing(place);
            }
        }
    }

    private ReleasePolicy policyOf(Incident incident) {
        return policies.pinned(incident.product(), incident.opening().event().policyVersion());
    }

    private UUID incidentId() {
        return UUID.fromString(stream.substring(stream.indexOf('/') + 1));
    }
}

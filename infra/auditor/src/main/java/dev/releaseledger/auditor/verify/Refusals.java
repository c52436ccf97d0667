package dev.releaseledger.auditor.verify;

import dev.releaseledger.auditor.report.Fault.EntryKind;
import dev.releaseledger.events.envelope.Attribution;
import dev.releaseledger.events.envelope.Event;
import dev.releaseledger.events.envelope.Events;
import dev.releaseledger.events.envelope.NotUnderstood;
import dev.releaseledger.events.finding.FindingEvent;
import dev.releaseledger.events.finding.FindingRules;
import dev.releaseledger.events.finding.SuppressorHasTheRight;
import dev.releaseledger.events.flag.ActorMayChangeFlags;
import dev.releaseledger.events.flag.Flag;
import dev.releaseledger.events.flag.FlagClaims;
import dev.releaseledger.events.flag.FlagDefined;
import dev.releaseledger.events.flag.FlagEvent;
import dev.releaseledger.events.flag.FlagRules;
import dev.releaseledger.events.flag.FlagSituation;
import dev.releaseledger.events.flag.FlagState;
import dev.releaseledger.events.flag.OpenedDeployment;
import dev.releaseledger.events.flag.OverrideIsAManagers;
import dev.releaseledger.events.freeze.FreezeEvent;
import dev.releaseledger.events.freeze.FreezeRules;
import dev.releaseledger.events.freeze.FreezerHasTheRight;
import dev.releaseledger.events.incident.ActorMayRunIncidents;
import dev.releaseledger.events.incident.DuplicateTaken;
import dev.releaseledger.events.incident.Incident;
import dev.releaseledger.events.incident.IncidentEvent;
import dev.releaseledger.events.incident.IncidentMerged;
import dev.releaseledger.events.incident.IncidentOpened;
import dev.releaseledger.events.incident.IncidentRules;
import dev.releaseledger.events.incident.IncidentSituation;
import dev.releaseledger.events.incident.IncidentState;
import dev.releaseledger.events.incident.PositionsAreInTheLedger;
import dev.releaseledger.events.policy.PolicyEvent;
import dev.releaseledger.events.policy.PolicyState;
import dev.releaseledger.events.policy.ReleasePolicy;
import dev.releaseledger.events.policy.publish.PolicyRules;
import dev.releaseledger.events.policy.publish.PublisherHasTheRight;
import dev.releaseledger.events.release.Release;
import dev.releaseledger.events.release.ReleaseClaims;
import dev.releaseledger.events.release.ReleaseEvent;
import dev.releaseledger.events.release.ReleasePlanned;
import dev.releaseledger.events.release.ReleaseState;
import dev.releaseledger.events.release.rule.ActorHasTheRight;
import dev.releaseledger.events.release.rule.HeldClaim;
import dev.releaseledger.events.release.rule.ReleaseRules;
import dev.releaseledger.events.release.rule.Surroundings;
import dev.releaseledger.events.release.rule.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/** Decides refusals again: the same rules must be violated by what was asked for, on the state that it was decided against. */
final class Refusals {
    /** A refusal repeats at most so many of the events that were asked for. */
    private static final int MOST_ASKED = 10;

    /** Whoever lacks the right learns no more than that: of these rules' violations, no other is recorded beside them. */
    private static final Set<String> RIGHTS = Set.of(
            ActorHasTheRight.class.getSimpleName(),
            ActorMayChangeFlags.class.getSimpleName(),
            OverrideIsAManagers.class.getSimpleName(),
            ActorMayRunIncidents.class.getSimpleName(),
            PublisherHasTheRight.class.getSimpleName(),
            FreezerHasTheRight.class.getSimpleName(),
            SuppressorHasTheRight.class.getSimpleName());

    /** Freezes and suppressions are judged by no policy. */
    private static final int NO_POLICY = 0;

    private final History history;
    private final Findings findings;
    private final Extent extent;

    Refusals(History history, Findings findings, Extent extent) {
        this.history = history;
        this.findings = findings;
        this.extent = extent;
    }

    /**
     * What a refusal comes to when it is decided again.
     *
     * @param policyVersion the version of the policy that it has to be judged by
     * @param violations what the rules find
     */
    private record Again(int policyVersion, List<Violation> violations) {}

    void decide(long position, Refusal refusal, Attribution by) {
        if (history.streams().isBroken(refusal.subject())) {
            findings.undecided("refusals about streams that have a gap or a fault before them");
            return;
        }
        long stands = history.streams().last(refusal.subject());
        if (stands == Streams.NOTHING && refusal.against() > stands && extent == Extent.BUNDLE) {
            findings.undecided("refusals about streams that are not in the bundle");
            return;
        }
        if (refusal.against() != stands) {
            findings.fault(
                    position,
                    EntryKind.HISTORY,
                    "a refusal against sequence " + stands + " of " + refusal.subject() + ", where it stands",
                    "against sequence " + refusal.against());
            return;
        }
        if (refusal.held() != null && extent == Extent.LEDGER && !holds(position, refusal.held())) {
            return;
        }
        List<Event> asked;
        try {
            asked = refusal.asked().stream()
                    .map(event -> Events.read(event.type(), event.data()))
                    .toList();
        } catch (NotUnderstood e) {
            findings.fault(position, EntryKind.DATA, "events that can be asked for", e.getMessage());
            return;
        }
        if (asked.isEmpty()) {
            findings.undecided("refusals that keep nothing of what was asked for");
            return;
        }
        if (!OwnStream.mayHold(refusal.subject(), asked.getFirst())) {
            findings.fault(
                    position,
                    EntryKind.STREAM,
                    "a refusal of an event that belongs to " + refusal.subject(),
                    refusal.asked().getFirst().type());
            return;
        }
        if (mergesAcrossProducts(refusal, asked)) {
            findings.undecided("refusals to merge into an incident of a product that the actor may not read");
            return;
        }
        compare(position, refusal, again(position, refusal, asked, by));
    }

    /** Whether the actor saw the other incident, depends on roles that are not on record: those for the other product. */
    private boolean mergesAcrossProducts(Refusal refusal, List<Event> asked) {
        return history.incident(refusal.subject()) instanceof Incident own
                && asked.stream()
                        .anyMatch(event -> event instanceof IncidentMerged merged
                                && history.incident(IncidentEvent.stream(merged.into())) instanceof Incident other
                                && !other.product().equals(own.product()));
    }

    private boolean holds(long position, HeldClaim held) {
        String holder = history.claims().holder(held.claim()).orElse("nobody");
        long stands = ReleaseClaims.isForEver(held.claim()) || FlagClaims.isOfAFlag(held.claim())
                ? 0
                : history.streams().last(held.holder());
        if (holder.equals(held.holder()) && stands == held.holderSequence()) {
            return true;
        }
        findings.fault(
                position,
                EntryKind.REFUSED_WITHOUT_A_RULE,
                held.claim() + " to be held by " + held.holder() + " at sequence " + held.holderSequence(),
                "held by " + holder + (holder.equals(held.holder()) ? " at sequence " + stands : ""));
        return false;
    }

    private void compare(long position, Refusal refusal, Again again) {
        if (refusal.rules().isEmpty()) {
            findings.fault(
                    position, EntryKind.REFUSED_WITHOUT_A_RULE, "a refusal by the rules that are violated", "by none");
            return;
        }
        if (refusal.policyVersion() != again.policyVersion()) {
            findings.fault(
                    position,
                    EntryKind.POLICY_VERSION,
                    "policy version " + again.policyVersion(),
                    "version " + refusal.policyVersion());
            return;
        }
        List<Violation> missing = again.violations().stream()
                .filter(violation -> RIGHTS.contains(violation.rule()))
                .toList();
        Set<String> found = History.names(missing.isEmpty() ? again.violations() : missing);
        if (found.equals(refusal.rules())) {
            findings.count("refusals");
            return;
        }
        Set<String> unfound = new TreeSet<>(refusal.rules());
        unfound.removeAll(found);
        found.removeIf(rule -> extent.leavesOpen(rule) && !refusal.rules().contains(rule));
        boolean onlyMore = refusal.rules().containsAll(found);
        if (onlyMore && unfound.stream().allMatch(extent::leavesOpen)) {
            findings.undecided(Extent.OUTSIDE);
            return;
        }
        if (onlyMore && refusal.asked().size() >= MOST_ASKED) {
            findings.undecided(
                    "refusals that keep only the first " + MOST_ASKED + " of the events that were asked for");
        } else if (onlyMore && unfound.equals(Set.of(PositionsAreInTheLedger.class.getSimpleName()))) {
            findings.undecided("refusals that point at entries which came while they were decided");
        } else if (found.isEmpty()) {
            findings.fault(
                    position,
                    EntryKind.REFUSED_WITHOUT_A_RULE,
                    "acceptance: no rule is violated",
                    "refused by " + refusal.rules());
        } else {
            findings.fault(
                    position,
                    EntryKind.REFUSED_BY_OTHER_RULES,
                    "a refusal by " + found,
                    "refused by " + refusal.rules());
        }
    }

    private Again again(long position, Refusal refusal, List<Event> asked, Attribution by) {
        String subject = refusal.subject();
        return switch (asked.getFirst()) {
            case ReleaseEvent first -> release(refusal, all(asked, ReleaseEvent.class), by);
            case IncidentEvent first -> incident(position, refusal, all(asked, IncidentEvent.class), by);
            case FlagEvent first -> flag(refusal, all(asked, FlagEvent.class), by);
            case PolicyEvent event -> {
                PolicyState state = history.policies().of(event.product());
                yield new Again(state.current().version(), PolicyRules.judge(state, event, by));
            }
            case FreezeEvent event ->
                new Again(NO_POLICY, FreezeRules.judge(history.freezes(History.after(subject)), event, by));
            case FindingEvent event -> new Again(NO_POLICY, FindingRules.judge(history.said(subject), event, by));
            default -> new Again(refusal.policyVersion(), List.of());
        };
    }

    private static <E> List<E> all(List<Event> asked, Class<E> kind) {
        return asked.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    private Again release(Refusal refusal, List<ReleaseEvent> asked, Attribution by) {
        ReleaseState state = history.release(refusal.subject());
        if (state instanceof Release release) {
            ReleasePolicy policy = history.pinned(release);
            return new Again(policy.version(), judge(release, asked, by, policy, refusal));
        }
        if (asked.getFirst() instanceof ReleasePlanned planned) {
            ReleasePolicy policy = history.current(planned.product());
            return new Again(
                    policy.version(), ReleaseRules.judgeFirst(planned, by, policy, Surroundings.of(refusal.held())));
        }
        return new Again(refusal.policyVersion(), List.of());
    }

    /** All of a command's events are about one environment at most: the one that the first of them that names one is about. */
    private List<Violation> judge(
            Release release, List<ReleaseEvent> asked, Attribution by, ReleasePolicy policy, Refusal refusal) {
        Surroundings around = asked.stream()
                .map(event -> history.around().of(release, event, refusal.held()))
                .filter(each -> !each.environment().equals(Surroundings.NONE.environment()))
                .findFirst()
                .orElseGet(() -> history.around().of(release, asked.getFirst(), refusal.held()));
        return ReleaseRules.judge(release, asked, by, policy, around);
    }

    private Again incident(long position, Refusal refusal, List<IncidentEvent> asked, Attribution by) {
        IncidentState state = history.incident(refusal.subject());
        ReleasePolicy policy;
        if (state instanceof Incident incident) {
            policy = history.pinned(incident);
        } else if (asked.getFirst() instanceof IncidentOpened opened) {
            policy = history.current(opened.product());
        } else {
            return new Again(refusal.policyVersion(), List.of());
        }
        UUID id = History.id(refusal.subject());
        List<Violation> violations = new ArrayList<>();
        IncidentState before = state;
        for (IncidentEvent event : asked) {
            List<Violation> found = event instanceof DuplicateTaken taken
                    ? duplicate(asked, taken, policy, by)
                    : IncidentRules.judge(
                            new IncidentSituation(
                                    before,
                                    policy.incidents(),
                                    position,
                                    new IncidentSituation.Around(
                                            id, history.around().nowhere(event), refusal.held())),
                            event,
                            by);
            violations.addAll(found);
            if (found.isEmpty() && !(event instanceof DuplicateTaken)) {
                before = before.evolve(event, by);
            }
        }
        return new Again(policy.version(), violations);
    }

    private Again flag(Refusal refusal, List<FlagEvent> asked, Attribution by) {
        FlagState state = history.flag(refusal.subject());
        ReleasePolicy policy;
        if (state instanceof Flag flag) {
            policy = history.pinned(flag);
        } else if (asked.getFirst() instanceof FlagDefined defined) {
            policy = history.current(defined.product());
        } else {
            return new Again(refusal.policyVersion(), List.of());
        }
        List<Violation> violations = new ArrayList<>();
        FlagState before = state;
        for (FlagEvent event : asked) {
            FlagSituation situation = new FlagSituation(
                    before,
                    policy.flagPhases(),
                    refusal.held(),
                    history.around().nowhere(event),
                    OpenedDeployment.by(event, before, history.around()));
            List<Violation> found = FlagRules.judge(situation, event, by);
            violations.addAll(found);
            if (found.isEmpty()) {
                before = before.evolve(event, by);
            }
        }
        return new Again(policy.version(), violations);
    }

    /** A duplicate is taken by the incident that the merged one goes into. */
    private List<Violation> duplicate(
            List<IncidentEvent> asked, DuplicateTaken taken, ReleasePolicy policy, Attribution by) {
        return asked.stream()
                .filter(IncidentMerged.class::isInstance)
                .map(IncidentMerged.class::cast)
                .findFirst()
                .map(merged -> {
                    IncidentState other = history.incident(IncidentEvent.stream(merged.into()));
                    ReleasePolicy theirs = other instanceof Incident known ? history.pinned(known) : policy;
                    return IncidentRules.judge(new IncidentSituation(other, theirs.incidents(), 0), taken, by);
                })
                .orElse(List.of());
    }
}

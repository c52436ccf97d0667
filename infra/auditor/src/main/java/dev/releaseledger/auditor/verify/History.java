package dev.releaseledger.auditor.verify;

import dev.releaseledger.auditor.report.Fault;
import dev.releaseledger.auditor.report.Fault.EntryKind;
import dev.releaseledger.auditor.report.Fault.LedgerKind;
import dev.releaseledger.events.envelope.Attribution;
import dev.releaseledger.events.envelope.Envelope;
import dev.releaseledger.events.envelope.Event;
import dev.releaseledger.events.environment.EnvironmentEvent;
import dev.releaseledger.events.environment.EnvironmentState;
import dev.releaseledger.events.finding.FindingEvent;
import dev.releaseledger.events.finding.FindingRules;
import dev.releaseledger.events.finding.FindingState;
import dev.releaseledger.events.flag.Flag;
import dev.releaseledger.events.flag.FlagClaims;
import dev.releaseledger.events.flag.FlagDefined;
import dev.releaseledger.events.flag.FlagEvent;
import dev.releaseledger.events.flag.FlagRules;
import dev.releaseledger.events.flag.FlagSituation;
import dev.releaseledger.events.flag.FlagState;
import dev.releaseledger.events.flag.OpenedDeployment;
import dev.releaseledger.events.freeze.FreezeEvent;
import dev.releaseledger.events.freeze.FreezeRules;
import dev.releaseledger.events.freeze.FreezeState;
import dev.releaseledger.events.incident.Incident;
import dev.releaseledger.events.incident.IncidentClaims;
import dev.releaseledger.events.incident.IncidentEvent;
import dev.releaseledger.events.incident.IncidentOpened;
import dev.releaseledger.events.incident.IncidentRules;
import dev.releaseledger.events.incident.IncidentSituation;
import dev.releaseledger.events.incident.IncidentState;
import dev.releaseledger.events.policy.PolicyBook;
import dev.releaseledger.events.policy.PolicyEvent;
import dev.releaseledger.events.policy.ReleasePolicy;
import dev.releaseledger.events.policy.publish.PolicyRules;
import dev.releaseledger.events.refusal.ClaimRefused;
import dev.releaseledger.events.refusal.CommandRefused;
import dev.releaseledger.events.refusal.RefusalsCounted;
import dev.releaseledger.events.release.EnvironmentEffects;
import dev.releaseledger.events.release.EnvironmentEffects.Effect;
import dev.releaseledger.events.release.HistoryBroken;
import dev.releaseledger.events.release.LiveApprovalEvent;
import dev.releaseledger.events.release.Release;
import dev.releaseledger.events.release.ReleaseClaims;
import dev.releaseledger.events.release.ReleaseEvent;
import dev.releaseledger.events.release.ReleasePlanned;
import dev.releaseledger.events.release.ReleaseState;
import dev.releaseledger.events.release.rule.ReleaseRules;
import dev.releaseledger.events.release.rule.Surroundings;
import dev.releaseledger.events.release.rule.Violation;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Folds every stream from its first entry on, and decides each entry again by the rules, the policy version that it pins, and
 * what the entries before it come to. Holds the states of the streams, never entries.
 */
final class History {
    private final Findings findings;
    private final Extent extent;
    private final Streams streams;
    private final Claims claims = new Claims();
    private final Map<String, ReleaseState> releases = new HashMap<>();
    private final Map<String, IncidentState> incidents = new HashMap<>();
    private final Map<String, FlagState> flags = new HashMap<>();
    private final Map<String, FreezeState> freezes = new HashMap<>();
    private final Map<String, FindingState> said = new HashMap<>();
    private final Map<String, EnvironmentState> environments = new HashMap<>();
    private final Around around = new Around(releases, freezes, environments, this::pinned);
    private final Refusals refusals;
    private final Deque<Effect> effects = new ArrayDeque<>();
    private @Nullable String effectsOf;
    private PolicyBook policies = PolicyBook.empty();

    /**
     * @param extent whether the entries are all of a ledger's
     */
    History(Findings findings, Extent extent) {
        this.findings = findings;
        this.extent = extent;
        this.streams = new Streams(findings);
        this.refusals = new Refusals(this, findings, extent);
    }

    /** Takes the next entry, whose event was understood. */
    void entry(long position, Envelope entry, Event event) {
        boolean whole = streams.follow(position, entry);
        requireEffects(position, entry);
        if (!isOfItsStream(position, entry, event)) {
            return;
        }
        if (!whole) {
            findings.undecided(extent == Extent.LEDGER ? "entries behind a fault of their stream" : Extent.NOT_WHOLE);
            return;
        }
        Attribution by = entry.attribution();
        try {
            decide(position, entry.subject(), event, by);
        } catch (PolicyMissing e) {
            streams.breaks(entry.subject());
            if (extent == Extent.LEDGER) {
                findings.fault(position, EntryKind.POLICY_VERSION, "a published version of the policy", e.getMessage());
            } else {
                findings.undecided("entries under a policy version that the bundle does not hold");
            }
        } catch (HistoryBroken e) {
            streams.breaks(entry.subject());
            findings.fault(
                    position,
                    EntryKind.HISTORY,
                    "an event that can follow in " + entry.subject(),
                    entry.type() + ": " + e.getMessage());
        }
    }

    private void decide(long position, String stream, Event event, Attribution by) {
        if (event instanceof ReleaseEvent ofRelease) {
            release(position, stream, ofRelease, by);
        } else if (event instanceof IncidentEvent ofIncident) {
            incident(position, stream, ofIncident, by);
        } else if (event instanceof FlagEvent ofFlag) {
            flag(position, stream, ofFlag, by);
        } else if (event instanceof PolicyEvent ofPolicy) {
            accepted(position, event, PolicyRules.judge(policies.of(ofPolicy.product()), ofPolicy, by));
            policies = policies.and(ofPolicy, by);
        } else if (event instanceof FreezeEvent ofFreeze) {
            FreezeState state = freezes(after(stream));
            accepted(position, event, FreezeRules.judge(state, ofFreeze, by));
            freezes.put(after(stream), state.evolve(ofFreeze, by));
        } else if (event instanceof FindingEvent ofFinding) {
            FindingState state = said(stream);
            accepted(position, event, FindingRules.judge(state, ofFinding, by));
            said.put(stream, state.evolve(ofFinding, by));
        } else if (event instanceof EnvironmentEvent ofEnvironment) {
            environment(position, stream, ofEnvironment, by);
        } else if (event instanceof CommandRefused refused) {
            refusals.decide(position, Refusal.of(refused), by);
        } else if (event instanceof ClaimRefused refused) {
            refusals.decide(position, Refusal.of(refused), by);
        } else if (event instanceof RefusalsCounted) {
            findings.undecided("refusals that were only counted");
        } else {
            findings.undecided("no rules are known for " + event.getClass().getSimpleName());
        }
    }

    private void release(long position, String stream, ReleaseEvent event, Attribution by) {
        ReleaseState state = release(stream);
        List<Violation> violations;
        if (state instanceof Release release) {
            ReleasePolicy policy = pinned(release);
            violations = ReleaseRules.judge(release, event, by, policy, around.of(release, event, null));
            EnvironmentEffects.of(id(stream), release, event).ifPresent(effect -> {
                effects.add(effect);
                effectsOf = stream;
            });
        } else if (event instanceof ReleasePlanned planned) {
            ReleasePolicy policy = current(planned.product());
            policy = requireVersion(position, planned.policyVersion(), policy, planned.product());
            violations = ReleaseRules.judgeFirst(planned, by, policy, Surroundings.NONE);
        } else {
            violations = List.of();
        }
        ReleaseState after = state.evolve(event, by);
        accepted(position, event, violations);
        ReleaseClaims moved = ReleaseClaims.of(state, event);
        requireFree(position, moved.takes(), claims.follow(stream, moved));
        releases.put(stream, after);
        if (event instanceof LiveApprovalEvent) {
            findings.count("approvals");
        }
    }

    private void incident(long position, String stream, IncidentEvent event, Attribution by) {
        IncidentState state = incident(stream);
        ReleasePolicy policy;
        if (state instanceof Incident incident) {
            policy = pinned(incident);
        } else if (event instanceof IncidentOpened opened) {
            policy = requireVersion(position, opened.policyVersion(), current(opened.product()), opened.product());
        } else {
            policy = PolicyBook.defaultPolicy();
        }
        IncidentSituation situation = new IncidentSituation(
                state,
                policy.incidents(),
                position,
                new IncidentSituation.Around(id(stream), around.nowhere(event), null));
        List<Violation> violations = IncidentRules.judge(situation, event, by);
        IncidentState after = state.evolve(event, by);
        accepted(position, event, violations);
        Set<String> wanted = IncidentClaims.of(state, event);
        requireFree(position, wanted, claims.take(stream, wanted));
        incidents.put(stream, after);
    }

    private void flag(long position, String stream, FlagEvent event, Attribution by) {
        FlagState state = flag(stream);
        ReleasePolicy policy;
        if (state instanceof Flag flag) {
            policy = pinned(flag);
        } else if (event instanceof FlagDefined defined) {
            policy = requireVersion(position, defined.policyVersion(), current(defined.product()), defined.product());
        } else {
            policy = PolicyBook.defaultPolicy();
        }
        FlagSituation situation = new FlagSituation(
                state, policy.flagPhases(), null, around.nowhere(event), OpenedDeployment.by(event, state, around));
        List<Violation> violations = FlagRules.judge(situation, event, by);
        FlagState after = state.evolve(event, by);
        accepted(position, event, violations);
        Set<String> wanted = FlagClaims.of(id(stream), event);
        requireFree(position, wanted, claims.take(stream, wanted));
        flags.put(stream, after);
    }

    /** What happens in an environment follows from what was said of a release, in the same append. */
    private void environment(long position, String stream, EnvironmentEvent event, Attribution by) {
        Effect expected = effects.poll();
        Effect actual = new Effect(stream, event);
        if (!actual.equals(expected) && extent == Extent.LEDGER) {
            findings.fault(
                    position,
                    EntryKind.HISTORY,
                    expected == null ? "nothing: no event of a release leads to it" : expected.toString(),
                    actual.toString());
        }
        environments.put(
                stream,
                environments.getOrDefault(stream, EnvironmentState.empty()).evolve(event, by));
        if (actual.equals(expected) || extent == Extent.LEDGER) {
            findings.count("accepted");
        } else {
            findings.undecided(Extent.OUTSIDE);
        }
    }

    /** An append is one: what it means for an environment follows on it at once. */
    private void requireEffects(long position, Envelope entry) {
        if (!effects.isEmpty()
                && !entry.subject().equals(effectsOf)
                && !entry.subject().startsWith("environment/")) {
            if (extent == Extent.LEDGER) {
                findings.fault(position, EntryKind.HISTORY, effects.peek().toString(), entry.type());
            }
            effects.clear();
        }
    }

    /** Ends where the entries do: what had to follow on the last of them is not there. */
    void end(long size) {
        if (extent == Extent.LEDGER && !effects.isEmpty()) {
            findings.fault(new Fault.OfLedger(
                    OptionalLong.of(size), LedgerKind.ENTRIES, effects.peek().toString(), "the end of the entries"));
        }
    }

    private void accepted(long position, Event event, List<Violation> violations) {
        List<Violation> found = violations.stream()
                .filter(violation -> !extent.leavesOpen(violation.rule()))
                .toList();
        if (extent.leavesOpen(event) || found.size() < violations.size()) {
            findings.undecided(Extent.OUTSIDE);
        } else {
            findings.count("accepted");
        }
        if (!found.isEmpty()) {
            findings.fault(
                    position,
                    EntryKind.ACCEPTED_AGAINST_THE_RULES,
                    "a refusal of " + event.getClass().getSimpleName() + " by " + names(found),
                    "accepted, although " + reasons(found));
        }
    }

    private void requireFree(long position, Collection<String> wanted, List<String> taken) {
        if (extent == Extent.BUNDLE) {
            if (!wanted.isEmpty()) {
                findings.undecided(Extent.CLAIMED);
            }
            return;
        }
        for (String claim : taken) {
            findings.fault(
                    position,
                    EntryKind.ACCEPTED_AGAINST_THE_RULES,
                    "nobody else to have " + claim,
                    claims.holder(claim).orElse("nobody") + " has it");
        }
    }

    /** The policy that an entry has to pin: the current one, of which a bundle may not hold the newest version. */
    private ReleasePolicy requireVersion(long position, int version, ReleasePolicy current, String product) {
        if (version == current.version()) {
            return current;
        }
        if (extent == Extent.BUNDLE) {
            return pinned(product, version);
        }
        findings.fault(
                position,
                EntryKind.POLICY_VERSION,
                "version " + current.version() + " of " + product + "'s policy, the current one",
                "version " + version);
        return current;
    }

    private boolean isOfItsStream(long position, Envelope entry, Event event) {
        if (OwnStream.mayHold(entry.subject(), event)) {
            return true;
        }
        findings.fault(position, EntryKind.STREAM, "an event that belongs to " + entry.subject(), entry.type());
        return false;
    }

    static Set<String> names(List<Violation> violations) {
        return violations.stream().map(Violation::rule).collect(Collectors.toCollection(TreeSet::new));
    }

    private static String reasons(List<Violation> violations) {
        return violations.stream()
                .map(violation -> violation.rule() + ": " + violation.reason())
                .collect(Collectors.joining("; "));
    }

    static String after(String stream) {
        return stream.substring(stream.indexOf('/') + 1);
    }

    static UUID id(String stream) {
        return UUID.fromString(after(stream));
    }

    Streams streams() {
        return streams;
    }

    Claims claims() {
        return claims;
    }

    Around around() {
        return around;
    }

    PolicyBook policies() {
        return policies;
    }

    ReleaseState release(String stream) {
        return releases.getOrDefault(stream, ReleaseState.unplanned());
    }

    IncidentState incident(String stream) {
        IncidentState known = incidents.get(stream);
        return known == null ? IncidentState.unopened() : known;
    }

    FlagState flag(String stream) {
        FlagState known = flags.get(stream);
        return known == null ? FlagState.undefined() : known;
    }

    FreezeState freezes(String product) {
        return freezes.getOrDefault(product, FreezeState.none());
    }

    FindingState said(String stream) {
        return said.getOrDefault(stream, FindingState.none());
    }

    ReleasePolicy current(String product) {
        return policies.of(product).current();
    }

    ReleasePolicy pinned(Release release) {
        return pinned(release.plan().product(), release.plan().policyVersion());
    }

    ReleasePolicy pinned(Incident incident) {
        return pinned(incident.product(), incident.opening().event().policyVersion());
    }

    ReleasePolicy pinned(Flag flag) {
        return pinned(flag.product(), flag.definition().event().policyVersion());
    }

    private ReleasePolicy pinned(String product, int version) {
        try {
            return policies.pinned(product, version);
        } catch (IllegalArgumentException e) {
            throw new PolicyMissing(product, version, e);
        }
    }
}

package dev.releaseledger.query.finding;

import dev.releaseledger.events.access.Role;
import dev.releaseledger.events.envelope.Attribution;
import dev.releaseledger.events.freeze.Freeze;
import dev.releaseledger.events.freeze.FreezeState;
import dev.releaseledger.events.policy.ReleasePolicy;
import dev.releaseledger.events.release.Approval;
import dev.releaseledger.events.release.Artefact;
import dev.releaseledger.events.release.DeploymentStarted;
import dev.releaseledger.events.release.Release;
import dev.releaseledger.events.release.ReleaseKind;
import dev.releaseledger.events.release.ReleaseStatus;
import dev.releaseledger.events.release.Stage;
import dev.releaseledger.events.release.Strategy;
import dev.releaseledger.events.release.Window;
import dev.releaseledger.events.release.gate.Gate;
import dev.releaseledger.events.release.rule.ReleaseRules;
import dev.releaseledger.events.release.rule.Surroundings;
import dev.releaseledger.query.release.ReleaseFinder;
import dev.releaseledger.query.release.announcements.AnnouncementView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.pcollections.OrderedPMap;
import org.pcollections.PMap;

/**
 * Whether a release may go to production, and what is missing before it may, in the order in which it is to be done.
 *
 * @param at the time that it is judged at
 * @param incomplete whether an entry could not be understood, so that something may be missing here
 * @param mayGo whether it may be deployed to an environment of production at that time
 * @param environments the environments of production, and why it may not be deployed there
 * @param missing what the gates up to production wait for, stage by stage
 * @param freezes the product's freezes that hold for an environment of production, or will
 * @param announcements those that are due before it is deployed, and have not been made
 * @param findings those that stand and count
 */
record Readiness(
        UUID id,
        String product,
        String version,
        String title,
        ReleaseKind kind,
        ReleaseStatus status,
        Strategy strategy,
        @Nullable Window window,
        int policyVersion,
        Instant at,
        long sequence,
        boolean incomplete,
        boolean mayGo,
        List<Destination> environments,
        List<Missing> missing,
        List<Freeze> freezes,
        List<AnnouncementView> announcements,
        List<FindingView> findings) {
    /** Who would deploy it: somebody whom nothing but the release itself keeps from that. */
    private static final UUID SOMEBODY = new UUID(0, 0);

    private static final UUID SOME_DEPLOYMENT = new UUID(0, 0);

    /** What kind of thing is missing. */
    enum Kind {
        CRITERION,
        ITEM,
        APPROVAL
    }

    /**
     * Something that a gate waits for.
     *
     * @param id the criterion, the item, or the stage whose approval it is
     * @param why what is wrong with it
     */
    record Missing(Stage gate, Kind kind, String id, String title, String why) {}

    /**
     * An environment of production.
     *
     * @param refusal what a refusal of a deployment there would say; empty where it may be deployed. Whether another release is
     *     being deployed there is not looked at
     */
    record Destination(String environment, boolean mayGo, List<Gate.Refused> refusal) {}

    static Readiness of(
            ReleaseFinder.Found found, FreezeState freezes, boolean incomplete, List<FindingView> findings) {
        Release release = found.release();
        ReleasePolicy policy = found.policy();
        FreezeState known = found.claimedBy() == null ? freezes : knownAt(freezes, found.at());
        List<Destination> destinations = production(policy).stream()
                .map(environment -> destination(environment, release, policy, known, found.at()))
                .toList();
        return new Readiness(
                found.id(),
                release.plan().product(),
                release.plan().version(),
                release.plan().title(),
                release.plan().kind(),
                release.status(policy),
                release.plan().strategy(),
                release.plan().window(),
                release.plan().policyVersion(),
                found.at(),
                found.stream().sequence(),
                incomplete,
                destinations.stream().anyMatch(Destination::mayGo),
                destinations,
                missing(Gate.of(release, policy, found.at())),
                known.freezes().values().stream()
                        .filter(freeze -> !freeze.isOver(found.at())
                                && production(policy).stream().anyMatch(freeze.environments()::contains))
                        .toList(),
                due(AnnouncementView.of(release, policy)),
                findings.stream()
                        .filter(finding -> finding.state() == FindingView.State.OPEN)
                        .toList());
    }

    private static List<String> production(ReleasePolicy policy) {
        return policy.environments().keySet().stream()
                .filter(environment -> policy.stageOf(environment).equals(Optional.of(Stage.PRODUCTION)))
                .toList();
    }

    /** What was not declared by a claimed time is not known of then. */
    private static FreezeState knownAt(FreezeState freezes, Instant at) {
        PMap<UUID, Freeze> known = OrderedPMap.empty();
        for (Freeze freeze : freezes.freezes().values()) {
            if (!freeze.declaredAt().isAfter(at)) {
                known = known.plus(freeze.freezeId(), freeze);
            }
        }
        return new FreezeState(known);
    }

    private static Destination destination(
            String environment, Release release, ReleasePolicy policy, FreezeState freezes, Instant at) {
        Set<String> lookedAt = release.approvals().get(Stage.PRODUCTION) instanceof Approval.Given given
                ? given.artefacts()
                : release.artefactsLookedAt();
        Artefact artefact = lookedAt.stream()
                .map(digest -> new Artefact(release.plan().product(), digest))
                .findFirst()
                .orElse(null);
        List<Gate.Refused> refusal = ReleaseRules.judge(
                        release,
                        new DeploymentStarted(
                                SOME_DEPLOYMENT, environment, release.plan().strategy(), artefact),
                        new Attribution(SOMEBODY, Set.of(Role.RELEASE_MANAGER), at, null),
                        policy,
                        Surroundings.NONE.with(freezes))
                .stream()
                .map(violation -> new Gate.Refused(violation.rule(), violation.reason()))
                .toList();
        return new Destination(environment, refusal.isEmpty(), refusal);
    }

    private static List<Missing> missing(Collection<Gate> gates) {
        List<Missing> missing = new ArrayList<>();
        for (Gate gate : gates) {
            if (gate.standing() == Gate.Standing.SHUT && gate.stage().compareTo(Stage.PRODUCTION) <= 0) {
                for (Gate.CriterionStanding criterion : gate.criteria()) {
                    if (criterion.state() != Gate.CriterionState.WAIVED && criterion.lack() instanceof String lack) {
                        missing.add(new Missing(gate.stage(), Kind.CRITERION, criterion.id(), criterion.title(), lack));
                    }
                }
                for (Gate.Item item : gate.items()) {
                    if (!item.done()) {
                        missing.add(new Missing(gate.stage(), Kind.ITEM, item.id(), item.title(), "it is open"));
                    }
                }
                Gate.Approvals approvals = gate.approvals();
                missing.add(new Missing(
                        gate.stage(),
                        Kind.APPROVAL,
                        gate.stage().name(),
                        "Approval of " + gate.stage(),
                        approvals.given().size() + " of " + approvals.needed() + " given, by one of "
                                + approvals.roles().stream()
                                        .map(Role::claim)
                                        .sorted()
                                        .toList()));
            }
        }
        return List.copyOf(missing);
    }

    /** What people are to be told of it before it goes: what is due by its window, and what was missed. */
    private static List<AnnouncementView> due(List<AnnouncementView> announcements) {
        return announcements.stream()
                .filter(announcement ->
                        announcement.standing() != AnnouncementView.State.SENT && announcement.dueAt() != null)
                .toList();
    }
}

package dev.releaseledger.events.release.gate;

import dev.releaseledger.events.access.Role;
import dev.releaseledger.events.envelope.Attribution;
import dev.releaseledger.events.policy.ApprovalPolicy;
import dev.releaseledger.events.policy.ChecklistItem;
import dev.releaseledger.events.policy.Criterion;
import dev.releaseledger.events.policy.Involved;
import dev.releaseledger.events.policy.ReleasePolicy;
import dev.releaseledger.events.release.Approval;
import dev.releaseledger.events.release.Change;
import dev.releaseledger.events.release.ContentDigest;
import dev.releaseledger.events.release.Evidence;
import dev.releaseledger.events.release.ItemMark;
import dev.releaseledger.events.release.Outcome;
import dev.releaseledger.events.release.Release;
import dev.releaseledger.events.release.Stage;
import dev.releaseledger.events.release.Waiver;
import dev.releaseledger.events.release.checklist.ItemIsDone;
import dev.releaseledger.events.release.evidence.CriterionIsShown;
import dev.releaseledger.events.release.rule.ReleaseRules;
import dev.releaseledger.events.release.rule.Surroundings;
import dev.releaseledger.events.release.rule.Violation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A stage's gate as it stands: what it waits for, and why it is shut.
 *
 * @param stage the stage
 * @param standing whether it is open
 * @param criteria what evidence must show, in the policy's order
 * @param items what must be confirmed, in the policy's order
 * @param approvals who approved it, and who has to
 * @param refusal exactly what a refusal would say to somebody who has every role that may approve and whom no separation of
 *     duties concerns; empty where that person's approval would be accepted, or the gate is open
 */
public record Gate(
        Stage stage,
        Standing standing,
        List<CriterionStanding> criteria,
        List<Item> items,
        Approvals approvals,
        List<Refused> refusal) {
    /** Whom a refusal is told to: nobody who is involved. */
    private static final UUID SOMEBODY = new UUID(0, 0);

    public Gate {
        criteria = List.copyOf(criteria);
        items = List.copyOf(items);
        refusal = List.copyOf(refusal);
    }

    /** Whether a gate is open. */
    public enum Standing {
        SHUT,
        OPEN,
        /** Told after the fact: it says what happened and opens nothing. */
        RECONSTRUCTED
    }

    /** How far a criterion is. */
    public enum CriterionState {
        SHOWN,
        WAIVED,
        MISSING,
        FAILED,
        /** Measured, and not good enough; or shown by a role whose evidence does not count. */
        UNMET,
        /** Shown, waived or deployed, but of another content than the one that is there. */
        STALE,
        /** Shown too long ago. */
        EXPIRED
    }

    /**
     * @param lack why it is not shown, in a refusal's words; null where it is
     * @param evidence the newest; null where there is none
     * @param waiver what was said of going without it; null where nothing was
     */
    public record CriterionStanding(
            String id,
            String title,
            CriterionState state,
            @Nullable String lack,
            @Nullable Evidence evidence,
            @Nullable Waiver waiver) {}

    /** @param mark who ticked or waived it; null where nobody did */
    public record Item(
            String id, String title, boolean done, @Nullable ItemMark mark) {}

    /**
     * @param needed how many different people have to approve
     * @param given who did, of the content that is there
     * @param roles one of which each of them needs
     * @param mayNot who may not approve, or not once more, by their directory ids
     */
    public record Approvals(int needed, List<By> given, Set<Role> roles, Set<UUID> mayNot) {}

    public record By(UUID by, Instant at, String contentDigest) {}

    /** A rule that refuses, and what it says. */
    public record Refused(String rule, String reason) {}

    /** Every gate of a release at this time, in the order of stages. Pure. */
    public static List<Gate> of(Release release, ReleasePolicy policy, Instant at) {
        return Arrays.stream(Stage.values())
                .map(stage -> of(stage, release, policy, at))
                .toList();
    }

    private static Gate of(Stage stage, Release release, ReleasePolicy policy, Instant at) {
        Standing standing = switch (release.approvals().get(stage)) {
            case null -> Standing.SHUT;
            case Approval.Given given -> Standing.OPEN;
            case Approval.Reconstructed told -> Standing.RECONSTRUCTED;
        };
        return new Gate(
                stage,
                standing,
                policy.criteriaBefore(stage, release.plan().kind()).stream()
                        .map(criterion -> criterion(criterion, release, at))
                        .toList(),
                policy.itemsBefore(stage, release.plan().kind()).stream()
                        .map(item -> item(item, release, policy, at))
                        .toList(),
                approvals(stage, release, policy),
                standing == Standing.SHUT ? refusal(stage, release, policy, at) : List.of());
    }

    private static CriterionStanding criterion(Criterion criterion, Release release, Instant at) {
        String lack = CriterionIsShown.lack(criterion, release, at).orElse(null);
        Evidence evidence = release.evidence().get(criterion.id());
        return new CriterionStanding(
                criterion.id(),
                criterion.title(),
                state(criterion, lack, evidence, release),
                lack,
                evidence,
                release.waivers().get(criterion.id()));
    }

    private static CriterionState state(
            Criterion criterion, @Nullable String lack, @Nullable Evidence evidence, Release release) {
        if (CriterionIsShown.isWaived(criterion, release)) {
            return CriterionState.WAIVED;
        }
        if (lack == null) {
            return CriterionState.SHOWN;
        }
        if (evidence == null) {
            return CriterionIsShown.wasOfOtherContent(criterion, release)
                    ? CriterionState.STALE
                    : CriterionState.MISSING;
        }
        if (evidence.outcome() != Outcome.PASSED) {
            return CriterionState.FAILED;
        }
        if (CriterionIsShown.wasShown(criterion, release)) {
            return CriterionState.EXPIRED;
        }
        return criterion.boundToContent() && !release.isOfThis(evidence.contentRevision())
                ? CriterionState.STALE
                : CriterionState.UNMET;
    }

    private static Item item(ChecklistItem item, Release release, ReleasePolicy policy, Instant at) {
        return new Item(
                item.id(),
                item.title(),
                ItemIsDone.test(item, release, policy, at),
                release.items().get(item.id()));
    }

    private static Approvals approvals(Stage stage, Release release, ReleasePolicy policy) {
        ApprovalPolicy wanted = policy.at(stage).approvalOf(release.plan().kind());
        Approval opened = release.approvals().get(stage);
        String content = opened == null ? ContentDigest.of(release, stage) : opened.contentDigest();
        List<By> given = new ArrayList<>();
        if (release.given().get(stage) instanceof List<Approval.Given> several) {
            several.stream()
                    .filter(each -> each.contentDigest().equals(content))
                    .forEach(each -> given.add(by(each)));
        }
        if (opened != null) {
            given.add(by(opened));
        }
        Set<UUID> mayNot = mayNot(stage, release, wanted);
        given.forEach(each -> mayNot.add(each.by()));
        return new Approvals(wanted.approvals(), List.copyOf(given), wanted.roles(), mayNot);
    }

    private static By by(Approval approval) {
        return new By(approval.approver(), approval.at(), approval.contentDigest());
    }

    private static Set<UUID> mayNot(Stage stage, Release release, ApprovalPolicy wanted) {
        Set<UUID> people = new LinkedHashSet<>();
        for (Involved involved : wanted.differsFrom()) {
            switch (involved) {
                case PLANNER -> people.add(release.plan().planner());
                case AUTHORS -> {
                    for (Change change : release.changes().values()) {
                        people.add(change.author());
                        people.add(change.addedBy());
                    }
                }
                case EARLIER_APPROVERS ->
                    Arrays.stream(Stage.values())
                            .filter(earlier -> earlier.compareTo(stage) < 0)
                            .forEach(earlier -> people.addAll(release.approversOf(earlier)));
            }
        }
        return people;
    }

    private static List<Refused> refusal(Stage stage, Release release, ReleasePolicy policy, Instant at) {
        Set<Role> roles = policy.at(stage).approvalOf(release.plan().kind()).roles();
        List<Violation> violations = ReleaseRules.judge(
                release,
                List.of(Approvers.approval(SOMEBODY, release, stage, policy, null)),
                new Attribution(SOMEBODY, roles, at, null),
                policy,
                Surroundings.NONE);
        return violations.stream()
                .map(violation -> new Refused(violation.rule(), violation.reason()))
                .toList();
    }
}

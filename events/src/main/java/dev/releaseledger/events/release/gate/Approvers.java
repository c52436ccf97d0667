package dev.releaseledger.events.release.gate;

import dev.releaseledger.events.policy.ApprovalPolicy;
import dev.releaseledger.events.policy.Involved;
import dev.releaseledger.events.policy.ReleasePolicy;
import dev.releaseledger.events.release.Approval;
import dev.releaseledger.events.release.ContentDigest;
import dev.releaseledger.events.release.LiveApprovalEvent;
import dev.releaseledger.events.release.Release;
import dev.releaseledger.events.release.Stage;
import dev.releaseledger.events.release.StageApprovalGiven;
import dev.releaseledger.events.release.StageApproved;
import dev.releaseledger.events.release.rule.Proposal;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.pcollections.TreePVector;

/** Whom the policy lets open a gate, and who has done so. */
public final class Approvers {
    private Approvers() {}

    /** What this person's approval of what is there comes to: one of several, or the last. Pure. */
    public static LiveApprovalEvent approval(
            UUID by, Release release, Stage stage, ReleasePolicy policy, @Nullable String comment) {
        String content = ContentDigest.of(release, stage);
        int wanted = policy.at(stage).approvalOf(release.plan().kind()).approvals();
        return with(by, release, stage, content) < wanted
                ? new StageApprovalGiven(stage, content, comment)
                : new StageApproved(stage, content, comment);
    }

    /** Who has approved this content at a stage whose gate still waits for others, each once. */
    public static Set<UUID> counting(Release release, Stage stage, String contentDigest) {
        Set<UUID> people = new LinkedHashSet<>();
        for (Approval.Given given : release.given().getOrDefault(stage, TreePVector.empty())) {
            if (given.contentDigest().equals(contentDigest)) {
                people.add(given.approver());
            }
        }
        return people;
    }

    /** How many different people have approved this content, with this one. */
    static int with(UUID person, Release release, Stage stage, String contentDigest) {
        Set<UUID> people = counting(release, stage, contentDigest);
        people.add(person);
        return people.size();
    }

    static ApprovalPolicy of(Proposal<? extends LiveApprovalEvent> proposal) {
        return proposal.policy()
                .at(proposal.event().stage())
                .approvalOf(proposal.release().plan().kind());
    }

    static boolean mustDifferFrom(Involved who, Proposal<? extends LiveApprovalEvent> proposal) {
        return of(proposal).differsFrom().contains(who);
    }
}

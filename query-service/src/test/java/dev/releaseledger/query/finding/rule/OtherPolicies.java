package dev.releaseledger.query.finding.rule;

import dev.releaseledger.events.policy.Checklist;
import dev.releaseledger.events.policy.FindingPolicy;
import dev.releaseledger.events.policy.PolicyBook;
import dev.releaseledger.events.policy.ReleasePolicy;
import java.time.Duration;
import java.util.List;

/** Policies that differ from the default one in what a rule reads. */
public final class OtherPolicies {
    private static final ReleasePolicy DEFAULT = PolicyBook.defaultPolicy();

    private OtherPolicies() {}

    public static ReleasePolicy withoutChecklists() {
        return with(2, List.of(), DEFAULT.findings());
    }

    static ReleasePolicy withMostChangeAge(Duration most) {
        return with(2, DEFAULT.checklists(), new FindingPolicy(most));
    }

    private static ReleasePolicy with(int version, List<Checklist> checklists, FindingPolicy findings) {
        return new ReleasePolicy(
                version,
                DEFAULT.strategies(),
                DEFAULT.environments(),
                DEFAULT.stages(),
                checklists,
                DEFAULT.triggers(),
                DEFAULT.deployments(),
                DEFAULT.health(),
                DEFAULT.flagPhases(),
                DEFAULT.rollback(),
                DEFAULT.hotfix(),
                DEFAULT.announcements(),
                DEFAULT.windows(),
                DEFAULT.incidents(),
                findings,
                DEFAULT.team());
    }
}

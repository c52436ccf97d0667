package dev.releaseledger.events.release;

import dev.releaseledger.events.policy.PolicyBook;
import dev.releaseledger.events.policy.ReleasePolicy;
import java.util.Set;

/** A policy that allows less than the default. */
public final class CautiousPolicy {
    private CautiousPolicy() {}

    /** The default policy, but nothing is rolled out batch by batch. */
    public static ReleasePolicy withoutRolling() {
        ReleasePolicy policy = PolicyBook.defaultPolicy();
        return new ReleasePolicy(
                policy.version(),
                Set.of(Strategy.BLUE_GREEN, Strategy.CANARY),
                policy.environments(),
                policy.stages(),
                policy.checklists());
    }
}

package dev.releaseledger.events.release.deploy;

import dev.releaseledger.events.release.OverrideGranted;
import dev.releaseledger.events.release.rule.Proposal;
import dev.releaseledger.events.release.rule.Rule;
import dev.releaseledger.events.release.rule.Violation;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** An override is for an environment that the policy names: for another it would let nothing be deployed. */
public final class OverrideIsForAKnownEnvironment implements Rule<OverrideGranted> {
    @Override
    public Optional<Violation> judge(Proposal<? extends OverrideGranted> proposal) {
        String environment = proposal.event().environment();
        Set<String> known = proposal.policy().environments().keySet();
        return known.contains(environment)
                ? Optional.empty()
                : unprocessable("the policy has no environment " + environment + "; it has "
                        + String.join(", ", new TreeSet<>(known)));
    }
}

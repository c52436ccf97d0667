package dev.releaseledger.events.release.rollback;

import dev.releaseledger.events.release.Deployment;
import dev.releaseledger.events.release.Release;
import dev.releaseledger.events.release.Rollback;
import dev.releaseledger.events.release.RollbackStepDone;
import dev.releaseledger.events.release.Rollout;
import dev.releaseledger.events.release.rule.Proposal;
import dev.releaseledger.events.release.rule.Rule;
import dev.releaseledger.events.release.rule.Violation;
import java.util.Optional;
import java.util.Set;

/** Code is taken back to the version that the rollback returns to, flags by name, data by a script that can be looked at. */
public final class EvidenceFitsTheKind implements Rule<RollbackStepDone> {
    @Override
    public Optional<Violation> judge(Proposal<? extends RollbackStepDone> proposal) {
        Rollback rollback = proposal.release().rollbacks().get(proposal.event().rollbackId());
        RollbackStepDone done = proposal.event();
        if (rollback == null) {
            return Optional.empty();
        }
        String version = rollback.demand().toVersion();
        return switch (done.kind()) {
            case CODE ->
                version == null || version.equals(done.version())
                        ? Optional.empty()
                        : unprocessable("the rollback returns to version " + version + "; say that it was deployed");
            case FLAG ->
                done.flags().isEmpty() || !done.flags().containsAll(flags(rollback, proposal.release()))
                        ? unprocessable(
                                "name the flags that were disabled" + inWords(flags(rollback, proposal.release())))
                        : Optional.empty();
            case DATA ->
                done.link() == null || done.digest() == null
                        ? unprocessable("link to the reversal script that was run, and give its digest")
                        : Optional.empty();
        };
    }

    /** The flags that open the deployment. */
    private static Set<String> flags(Rollback rollback, Release release) {
        return release.deployments().get(rollback.deploymentId()) instanceof Deployment deployment
                        && deployment.rollout() instanceof Rollout.Dark dark
                ? dark.flags()
                : Set.of();
    }

    private static String inWords(Set<String> flags) {
        return flags.isEmpty() ? "" : ", all of " + String.join(", ", flags);
    }
}

package dev.releaseledger.events.release.deploy;

import dev.releaseledger.events.release.Approval;
import dev.releaseledger.events.release.DeploymentStarted;
import dev.releaseledger.events.release.Stage;
import dev.releaseledger.events.release.rule.Proposal;
import dev.releaseledger.events.release.rule.Rule;
import dev.releaseledger.events.release.rule.Violation;
import java.util.Optional;
import java.util.Set;

/**
 * What goes to production is an artefact that evidence had looked at when the production stage was approved, where evidence
 * names artefacts by digest. What evidence looks at afterwards was not approved.
 */
public final class ArtefactIsTheOneLookedAt implements Rule<DeploymentStarted> {
    @Override
    public Optional<Violation> judge(Proposal<? extends DeploymentStarted> proposal) {
        boolean production =
                proposal.policy().stageOf(proposal.event().environment()).equals(Optional.of(Stage.PRODUCTION));
        Set<String> lookedAt = proposal.release().approvals().get(Stage.PRODUCTION) instanceof Approval.Given given
                ? given.artefacts()
                : proposal.release().artefactsLookedAt();
        if (!production || lookedAt.isEmpty()) {
            return Optional.empty();
        }
        String digest = proposal.event().artefact() == null
                ? null
                : proposal.event().artefact().digest();
        return digest != null && lookedAt.contains(digest)
                ? Optional.empty()
                : conflict("evidence looked at other artefacts than "
                        + (digest == null ? "one without a digest" : digest) + "; deploy what was looked at");
    }
}

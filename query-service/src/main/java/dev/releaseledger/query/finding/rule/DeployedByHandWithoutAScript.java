package dev.releaseledger.query.finding.rule;

import dev.releaseledger.events.access.Role;
import dev.releaseledger.events.policy.ReleasePolicy;
import dev.releaseledger.events.release.Artefact;
import dev.releaseledger.events.release.DeploymentStarted;
import dev.releaseledger.events.release.RunningDeploymentEvent;
import java.util.List;

/**
 * A deployment to production was started by somebody who did not hold the role {@code ci}, and named no artefact by digest:
 * nothing on record ties what went out to a pipeline. It ends where a pipeline says something of that deployment. What was
 * backfilled proves nothing here: an importer tells of it, whoever did it.
 *
 * <p>PROCESS.md, Anti-patterns: manual deployments with no script.
 */
public final class DeployedByHandWithoutAScript implements ReleaseRule {
    @Override
    public String id() {
        return "deployed-by-hand";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public Severity severity() {
        return Severity.MEDIUM;
    }

    @Override
    public String title() {
        return "Deployed by hand, without a script";
    }

    @Override
    public String definition() {
        return "A live deployment to production was started by somebody without the role ci, and names no artefact by its"
                + " digest. It ends where somebody with the role ci advances, verifies or fails that deployment.";
    }

    @Override
    public String source() {
        return "Anti-patterns: manual deployments with no script";
    }

    @Override
    public List<Verdict> judge(History history, ReleasePolicy policy) {
        return history.toProduction(policy)
                .filter(start -> !start.backfilled() && !byPipeline(start) && !namesWhatItDeploys(start.event()))
                .map(start -> Verdict.of(
                                Verdict.keyOf(start.event().deploymentId()),
                                "The deployment to " + start.event().environment()
                                        + " was started by a person, and names no artefact by its digest.",
                                List.of(start.position()),
                                null,
                                start)
                        .until(history.said(RunningDeploymentEvent.class)
                                .filter(said -> said.event()
                                                .deploymentId()
                                                .equals(start.event().deploymentId())
                                        && byPipeline(said))
                                .findFirst()
                                .orElse(null)))
                .toList();
    }

    private static boolean byPipeline(Said<?> said) {
        return said.as().contains(Role.CI);
    }

    private static boolean namesWhatItDeploys(DeploymentStarted started) {
        Artefact artefact = started.artefact();
        return artefact != null && artefact.digest() != null;
    }
}

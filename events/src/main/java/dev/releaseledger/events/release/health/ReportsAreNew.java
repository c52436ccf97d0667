package dev.releaseledger.events.release.health;

import dev.releaseledger.events.release.Deployment;
import dev.releaseledger.events.release.DeploymentHealth;
import dev.releaseledger.events.release.HealthReport;
import dev.releaseledger.events.release.HealthReported;
import dev.releaseledger.events.release.rule.Proposal;
import dev.releaseledger.events.release.rule.Rule;
import dev.releaseledger.events.release.rule.Violation;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Each report is told once, and of how many sources there may be is bounded. */
public final class ReportsAreNew implements Rule<HealthReported> {
    @Override
    public Optional<Violation> judge(Proposal<? extends HealthReported> proposal) {
        Deployment deployment =
                proposal.release().deployments().get(proposal.event().deploymentId());
        if (deployment == null) {
            return Optional.empty();
        }
        Set<UUID> told = new HashSet<>(deployment.health().reports().keySet());
        Set<String> sources = new HashSet<>(deployment.health().sources().keySet());
        for (HealthReport report : proposal.event().reports()) {
            if (!told.add(report.id())) {
                return conflict("report " + report.id() + " was told already; a new one has a new id");
            }
            sources.add(report.source());
        }
        if (told.size() > DeploymentHealth.MOST_REPORTS) {
            return conflict("a deployment has at most " + DeploymentHealth.MOST_REPORTS + " reports");
        }
        return sources.size() > DeploymentHealth.MOST_SOURCES
                ? conflict("the reports of a deployment have at most " + DeploymentHealth.MOST_SOURCES + " sources")
                : Optional.empty();
    }
}

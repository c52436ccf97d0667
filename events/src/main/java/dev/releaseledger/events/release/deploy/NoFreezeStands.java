package dev.releaseledger.events.release.deploy;

import dev.releaseledger.events.freeze.Freeze;
import dev.releaseledger.events.release.DeploymentStarted;
import dev.releaseledger.events.release.rule.Proposal;
import dev.releaseledger.events.release.rule.Rule;
import dev.releaseledger.events.release.rule.Violation;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * No deployment begins while a freeze of the product holds for the environment, unless somebody overrode that
 * who could know of it: an override is of the freezes that were declared when it was granted. One that runs
 * already goes on: half deployed is no better. When something was deployed in the past is for whoever tells of it to say.
 */
public final class NoFreezeStands implements Rule<DeploymentStarted> {
    @Override
    public Optional<Violation> judge(Proposal<? extends DeploymentStarted> proposal) {
        String environment = proposal.event().environment();
        Instant now = proposal.by().judgedAt();
        List<Freeze> standing = proposal.freezes().standing(now, environment).stream()
                .filter(freeze -> !proposal.release().isOverridden(freeze, environment, now))
                .toList();
        if (proposal.by().isBackfill() || standing.isEmpty()) {
            return Optional.empty();
        }
        return conflict(
                standing.stream().map(freeze -> inWords(freeze, environment)).collect(Collectors.joining("; "))
                        + "; wait for its end, or ask for an override");
    }

    private static String inWords(Freeze freeze, String environment) {
        return environment + " is frozen since " + freeze.from() + " "
                + (freeze.until() == null ? "until that is lifted" : "until " + freeze.until()) + " (freeze "
                + freeze.freezeId() + "): " + freeze.reason();
    }
}

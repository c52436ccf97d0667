package dev.releaseledger.query.timeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What ties lines to what a story is about.
 *
 * @param incidentId the incident; null in a release's story
 * @param product null in a release's story: there only what is tied otherwise is told
 * @param environment null where the incident names none
 * @param releases the release, or those that the incident has to do with
 * @param linked for what is said of flags that were linked to the releases, to which
 * @param causes for causes, the position of what follows from each
 * @param effects for effects, the position of what each follows from
 * @param mentions for what is pointed at, the positions of what points at it
 */
record Ties(
        @Nullable UUID incidentId,
        @Nullable String product,
        @Nullable String environment,
        Set<UUID> releases,
        Set<UUID> deployments,
        Set<UUID> rollbacks,
        Map<Long, UUID> linked,
        Map<Long, Long> causes,
        Map<Long, Long> effects,
        Map<Long, List<Long>> mentions) {

    Ties {
        releases = Set.copyOf(releases);
        deployments = Set.copyOf(deployments);
        rollbacks = Set.copyOf(rollbacks);
        linked = Map.copyOf(linked);
        causes = Map.copyOf(causes);
        effects = Map.copyOf(effects);
        mentions = Map.copyOf(mentions);
    }

    /** Every reason for a line, the closest first. */
    List<Reason> reasons(StoryRow row) {
        List<Reason> reasons = new ArrayList<>();
        About about = row.about();
        if (about.incidentId() != null && about.incidentId().equals(incidentId)) {
            reasons.add(new Reason.SameIncident(about.incidentId()));
        }
        if (about.deploymentId() != null && deployments.contains(about.deploymentId())) {
            reasons.add(new Reason.SameDeployment(about.deploymentId()));
        }
        if (about.rollbackId() != null && rollbacks.contains(about.rollbackId())) {
            reasons.add(new Reason.SameRollback(about.rollbackId()));
        }
        if (about.releaseId() != null && releases.contains(about.releaseId())) {
            reasons.add(new Reason.SameRelease(about.releaseId()));
        }
        UUID release = linked.get(row.position());
        if (release != null && about.flagId() != null) {
            reasons.add(new Reason.LinkedFlag(about.flagId(), release));
        }
        Long effect = causes.get(row.position());
        if (effect != null) {
            reasons.add(new Reason.Cause(effect));
        }
        Long cause = effects.get(row.position());
        if (cause != null) {
            reasons.add(new Reason.Effect(cause));
        }
        List<Long> by = mentions.get(row.position());
        if (by != null) {
            reasons.add(new Reason.Mentioned(by));
        }
        place(row).ifPresent(reasons::add);
        return reasons;
    }

    private Optional<Reason> place(StoryRow row) {
        if (product == null || !product.equals(row.product())) {
            return Optional.empty();
        }
        return environment != null && environment.equals(row.environment())
                ? Optional.of(new Reason.SamePlace(product, environment))
                : Optional.of(new Reason.SameProduct(product));
    }
}

package dev.releaseledger.events.release.evidence;

import dev.releaseledger.events.access.Role;
import dev.releaseledger.events.release.EvidenceRecorded;
import dev.releaseledger.events.release.rule.Proposal;
import dev.releaseledger.events.release.rule.Rule;
import dev.releaseledger.events.release.rule.Violation;
import java.util.Optional;
import java.util.stream.Collectors;

/** The policy names the roles whose evidence counts for a criterion. */
public final class EvidenceComesFromItsRole implements Rule<EvidenceRecorded> {
    @Override
    public Optional<Violation> judge(Proposal<? extends EvidenceRecorded> proposal) {
        if (proposal.by().isBackfill()) {
            return Optional.empty();
        }
        return proposal.policy()
                .criterion(proposal.event().criterion())
                .filter(criterion -> criterion.evidenceBy().stream()
                        .noneMatch(role -> proposal.by().roles().contains(role)))
                .flatMap(criterion -> criterion.evidenceBy().isEmpty()
                        ? conflict(
                                "criterion " + criterion.id() + " is shown by the deployment itself, not by evidence")
                        : forbidden("evidence for " + criterion.id() + " comes from "
                                + criterion.evidenceBy().stream()
                                        .map(Role::claim)
                                        .sorted()
                                        .collect(Collectors.joining(" or "))));
    }
}

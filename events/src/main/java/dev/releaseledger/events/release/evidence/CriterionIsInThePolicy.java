package dev.releaseledger.events.release.evidence;

import dev.releaseledger.events.policy.Criterion;
import dev.releaseledger.events.release.EvidenceRecorded;
import dev.releaseledger.events.release.rule.Proposal;
import dev.releaseledger.events.release.rule.Rule;
import dev.releaseledger.events.release.rule.Violation;
import java.util.Optional;
import java.util.stream.Collectors;

/** Evidence is for a criterion of the policy, under its stage. */
public final class CriterionIsInThePolicy implements Rule<EvidenceRecorded> {
    @Override
    public Optional<Violation> judge(Proposal<? extends EvidenceRecorded> proposal) {
        String id = proposal.event().criterion();
        boolean known = proposal.policy().stages().stream()
                .filter(stage -> stage.stage() == proposal.event().stage())
                .flatMap(stage -> stage.criteria().stream())
                .anyMatch(criterion -> criterion.id().equals(id));
        return known
                ? Optional.empty()
                : unprocessable("stage " + proposal.event().stage() + " has no criterion " + id + "; it has "
                        + proposal.policy().stages().stream()
                                .filter(stage ->
                                        stage.stage() == proposal.event().stage())
                                .flatMap(stage -> stage.criteria().stream())
                                .map(Criterion::id)
                                .collect(Collectors.joining(", ")));
    }
}

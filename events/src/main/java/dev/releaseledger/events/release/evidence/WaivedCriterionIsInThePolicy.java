package dev.releaseledger.events.release.evidence;

import dev.releaseledger.events.policy.Criterion;
import dev.releaseledger.events.release.CriterionWaiverEvent;
import dev.releaseledger.events.release.rule.Proposal;
import dev.releaseledger.events.release.rule.Rule;
import dev.releaseledger.events.release.rule.Violation;
import java.util.Optional;
import java.util.stream.Collectors;

/** What is waived is a criterion of the policy. */
public final class WaivedCriterionIsInThePolicy implements Rule<CriterionWaiverEvent> {
    @Override
    public Optional<Violation> judge(Proposal<? extends CriterionWaiverEvent> proposal) {
        String id = proposal.event().criterion();
        return proposal.policy().criterion(id).isPresent()
                ? Optional.empty()
                : unprocessable("the policy has no criterion " + id + "; it has "
                        + proposal.policy().stages().stream()
                                .flatMap(stage -> stage.criteria().stream())
                                .map(Criterion::id)
                                .collect(Collectors.joining(", ")));
    }
}

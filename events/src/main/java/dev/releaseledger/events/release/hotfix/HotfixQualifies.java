package dev.releaseledger.events.release.hotfix;

import dev.releaseledger.events.policy.HotfixPolicy;
import dev.releaseledger.events.policy.Named;
import dev.releaseledger.events.release.HotfixTriaged;
import dev.releaseledger.events.release.rule.Proposal;
import dev.releaseledger.events.release.rule.Rule;
import dev.releaseledger.events.release.rule.Violation;
import java.util.Optional;
import java.util.stream.Collectors;

/** A plea for a hotfix qualifies by one of the reasons that the policy names. What does not takes the ordinary way. */
public final class HotfixQualifies implements Rule<HotfixTriaged> {
    @Override
    public Optional<Violation> judge(Proposal<? extends HotfixTriaged> proposal) {
        HotfixPolicy hotfix = proposal.policy().hotfix();
        String reason = proposal.event().qualifiesBy();
        if (hotfix.qualifying(reason).isPresent()) {
            return Optional.empty();
        }
        return hotfix.doesNotQualify().stream()
                .filter(named -> named.id().equals(reason))
                .findFirst()
                .map(Named::title)
                .map(title -> unprocessable(
                        title + " (" + reason + ") is no reason for a hotfix; cancel it and plan an ordinary release"))
                .orElseGet(() -> unprocessable("the policy knows no reason " + reason + "; a hotfix qualifies by "
                        + hotfix.qualifies().stream().map(Named::id).collect(Collectors.joining(", "))));
    }
}

package dev.releaseledger.command.release.deploy;

import dev.releaseledger.command.release.ReleaseCommand;
import dev.releaseledger.events.envelope.Attribution;
import dev.releaseledger.events.freeze.FreezeState;
import dev.releaseledger.events.policy.ReleasePolicy;
import dev.releaseledger.events.release.Constraint;
import dev.releaseledger.events.release.GrantedOverride;
import dev.releaseledger.events.release.OverrideGranted;
import dev.releaseledger.events.release.Release;
import dev.releaseledger.events.release.ReleaseEvent;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Let a release be deployed in spite of its window or of freezes, for as long as its policy says.
 *
 * @param freezes the product's freezes; null before they were looked up
 */
public record GrantOverride(
        UUID releaseId,
        Constraint constraint,
        String environment,
        String reason,
        @Nullable FreezeState freezes,
        @Nullable Instant occurredAt)
        implements ReleaseCommand {

    /** The same with the freezes that it may be of. */
    public GrantOverride of(FreezeState found) {
        return new GrantOverride(releaseId, constraint, environment, reason, found, occurredAt);
    }

    @Override
    public List<ReleaseEvent> proposes(Release release, Attribution by, ReleasePolicy policy) {
        Instant until = by.judgedAt().plus(policy.windows().overrideValidFor());
        return List.of(new OverrideGranted(constraint, environment, reason, until));
    }

    /** The same word by the same person while it still lets deploy; later, or after another freeze, it is a new one. */
    @Override
    public boolean isAlreadySo(Release release, Attribution by, ReleasePolicy policy) {
        return release.overrides().stream()
                .anyMatch(granted -> granted.lets(constraint, environment, by.judgedAt())
                        && granted.reason().equals(reason)
                        && granted.grantedBy().equals(by.actor())
                        && isOfWhatStands(granted, by.judgedAt()));
    }

    private boolean isOfWhatStands(GrantedOverride granted, Instant at) {
        return constraint != Constraint.FREEZE
                || freezes == null
                || freezes.standing(at, environment).stream().allMatch(freeze -> granted.lets(freeze, environment, at));
    }
}

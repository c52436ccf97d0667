package dev.releaseledger.command.release.repin;

import dev.releaseledger.command.release.ReleaseCommand;
import dev.releaseledger.events.envelope.Attribution;
import dev.releaseledger.events.policy.ReleasePolicy;
import dev.releaseledger.events.release.PolicyRepinProposed;
import dev.releaseledger.events.release.PolicyRepinned;
import dev.releaseledger.events.release.Release;
import dev.releaseledger.events.release.ReleaseEvent;
import dev.releaseledger.events.release.RepinProposal;
import dev.releaseledger.events.release.gate.VoidedApprovals;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Go by another version of the product's policy: the first person proposes, a second one grants.
 *
 * @param version the version to go by
 * @param other that version's rules; null before they were looked up
 */
public record RepinPolicy(
        UUID releaseId,
        int version,
        String reason,
        @Nullable ReleasePolicy other,
        @Nullable Instant occurredAt) implements ReleaseCommand {

    /** The same with the rules of its version. */
    public RepinPolicy to(ReleasePolicy found) {
        return new RepinPolicy(releaseId, version, reason, found, occurredAt);
    }

    @Override
    public List<ReleaseEvent> proposes(Release release, Attribution by, ReleasePolicy policy) {
        RepinProposal open = release.repin();
        if (open == null || open.version() != version) {
            return List.of(new PolicyRepinProposed(version, reason));
        }
        List<ReleaseEvent> events = new ArrayList<>();
        events.add(new PolicyRepinned(release.plan().policyVersion(), version, open.by(), reason));
        if (other != null) {
            events.addAll(VoidedApprovals.between(policy, other, release));
        }
        return events;
    }
}

package dev.releaseledger.command.release.evidence;

import dev.releaseledger.command.release.ReleaseCommand;
import dev.releaseledger.events.envelope.Attribution;
import dev.releaseledger.events.policy.ReleasePolicy;
import dev.releaseledger.events.release.ContentDigest;
import dev.releaseledger.events.release.Evidence;
import dev.releaseledger.events.release.EvidenceRecorded;
import dev.releaseledger.events.release.Release;
import dev.releaseledger.events.release.ReleaseEvent;
import dev.releaseledger.events.release.gate.VoidedApprovals;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Record an outcome for a criterion; one that leaves it unmet voids the approvals that relied on it.
 *
 * @param changesDigest the {@link ContentDigest#ofChanges} of the content that was looked at; null where the caller does not
 *     say, and means what is there
 */
public record RecordEvidence(
        UUID releaseId,
        EvidenceRecorded evidence,
        @Nullable String changesDigest,
        @Nullable Instant occurredAt) implements ReleaseCommand {
    @Override
    public List<ReleaseEvent> proposes(Release release, Attribution by, ReleasePolicy policy) {
        List<ReleaseEvent> events = new ArrayList<>();
        events.add(evidence);
        events.addAll(VoidedApprovals.reliedOn(evidence, release, by, policy));
        return events;
    }

    @Override
    public boolean isOfOtherContent(Release release) {
        return changesDigest != null && !changesDigest.equals(ContentDigest.ofChanges(release));
    }

    @Override
    public boolean isAlreadySo(Release release, Attribution by, ReleasePolicy policy) {
        Evidence newest = release.evidence().get(evidence.criterion());
        return newest != null
                && occurredAt != null
                && newest.at().equals(occurredAt)
                && evidence.equals(new EvidenceRecorded(
                        newest.stage(),
                        newest.criterion(),
                        newest.outcome(),
                        newest.source(),
                        newest.link(),
                        newest.digest(),
                        newest.values()));
    }
}

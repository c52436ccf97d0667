package dev.releaseledger.events.policy;

import dev.releaseledger.events.release.ReleaseKind;
import dev.releaseledger.events.release.Stage;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What a stage has to show, and who opens its gate.
 *
 * @param stage the stage
 * @param criteria its criteria in their order
 * @param approval who opens its gate
 * @param approvalOf who opens it for a kind of release where that differs
 */
public record StagePolicy(
        Stage stage,
        @LeftOut("[]") List<Criterion> criteria,
        ApprovalPolicy approval,
        @LeftOut("{}") Map<ReleaseKind, ApprovalPolicy> approvalOf) {
    public StagePolicy {
        criteria = List.copyOf(criteria);
        approvalOf = approvalOf.isEmpty() ? Map.of() : Collections.unmodifiableMap(new EnumMap<>(approvalOf));
    }

    /** The criteria that are asked of a release of this kind, in their order. */
    public List<Criterion> criteria(ReleaseKind kind) {
        return criteria.stream()
                .filter(criterion -> criterion.appliesTo().contains(kind))
                .toList();
    }

    /** Who opens the gate for a release of this kind. */
    public ApprovalPolicy approvalOf(ReleaseKind kind) {
        return approvalOf.getOrDefault(kind, approval);
    }
}

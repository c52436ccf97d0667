package dev.releaseledger.command.release.evidence;

import dev.releaseledger.command.problem.Problem;
import dev.releaseledger.command.problem.RequestRejected;
import dev.releaseledger.command.release.ReleaseCommand;
import dev.releaseledger.command.release.WaiverRights;
import dev.releaseledger.events.envelope.Attribution;
import dev.releaseledger.events.policy.ReleasePolicy;
import dev.releaseledger.events.release.CriterionWaived;
import dev.releaseledger.events.release.CriterionWaiverProposed;
import dev.releaseledger.events.release.Release;
import dev.releaseledger.events.release.ReleaseEvent;
import dev.releaseledger.events.release.Stage;
import dev.releaseledger.events.release.Waiver;
import dev.releaseledger.events.release.evidence.CriterionIsShown;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Open a gate without a criterion being shown: the first person proposes, a second one grants. What was proposed for other
 * content is proposed again; whoever can only grant is told that it has to be.
 */
public record WaiveCriterion(
        UUID releaseId,
        Stage stage,
        String criterion,
        String reason,
        @Nullable Instant occurredAt) implements ReleaseCommand {
    @Override
    public List<ReleaseEvent> proposes(Release release, Attribution by, ReleasePolicy policy) {
        boolean elsewhere = policy.criterion(criterion).isPresent()
                && policy.at(stage).criteria().stream()
                        .noneMatch(each -> each.id().equals(criterion));
        if (elsewhere) {
            throw new RequestRejected(Problem.of(
                    404, "not-found", "Not found", "criterion " + criterion + " is not one of stage " + stage));
        }
        return release.waivers().get(criterion) instanceof Waiver.Proposed proposed
                        && (isOfThisContent(release, policy) || WaiverRights.canOnlyGrant(by))
                ? List.of(new CriterionWaived(criterion, reason, proposed.by()))
                : List.of(new CriterionWaiverProposed(criterion, reason));
    }

    private boolean isOfThisContent(Release release, ReleasePolicy policy) {
        return policy.criterion(criterion)
                .filter(asked -> CriterionIsShown.isWaiverProposed(asked, release))
                .isPresent();
    }
}

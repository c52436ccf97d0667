package dev.releaseledger.events.flag;

import dev.releaseledger.events.access.Right;
import dev.releaseledger.events.access.Role;
import dev.releaseledger.events.access.RoleTable;
import dev.releaseledger.events.release.rule.Violation;
import dev.releaseledger.events.rule.StreamProposal;
import dev.releaseledger.events.rule.StreamRule;
import java.util.Optional;
import java.util.stream.Collectors;

/** Somebody may do what one of their roles gives the right to. What passing time and counting say is nobody's wish. */
public final class ActorMayChangeFlags implements StreamRule<FlagSituation, FlagEvent> {
    @Override
    public Optional<Violation> judge(StreamProposal<FlagSituation, ? extends FlagEvent> proposal) {
        return rightFor(proposal.event())
                .filter(right -> !RoleTable.standard().grants(proposal.by().roles(), right))
                .flatMap(right -> forbidden("this takes the right " + right + ", which the roles "
                        + RoleTable.standard().rolesWith(right).stream()
                                .map(Role::claim)
                                .collect(Collectors.joining(", "))
                        + " give"));
    }

    private static Optional<Right> rightFor(FlagEvent event) {
        return switch (event) {
            case FlagDefined defined -> Optional.of(Right.CHANGE_FLAG);
            case FlagTargetingSet set -> Optional.of(Right.CHANGE_FLAG);
            case FlagSplitSet set -> Optional.of(Right.CHANGE_FLAG);
            case FlagLinked linked -> Optional.of(Right.CHANGE_FLAG);
            case FlagUnlinked unlinked -> Optional.of(Right.CHANGE_FLAG);
            case FlagEndMoved moved -> Optional.of(Right.CHANGE_FLAG);
            // Who overrides the policy needs another right: see OverrideIsAManagers.
            case RolloutAdvanced advanced ->
                advanced.overrideReason() == null ? Optional.of(Right.ADVANCE_FLAG) : Optional.empty();
            case RolloutResumed resumed -> Optional.of(Right.ADVANCE_FLAG);
            case FlagEnabled enabled -> Optional.of(Right.ADVANCE_FLAG);
            case RolloutReduced reduced -> Optional.of(Right.HOLD_FLAG);
            case RolloutPaused paused -> Optional.of(Right.HOLD_FLAG);
            case FlagDisabled disabled -> Optional.of(Right.HOLD_FLAG);
            case FlagCleanedUp cleanedUp -> Optional.of(Right.CLEAN_UP_FLAG);
            case FlagArchived archived -> Optional.of(Right.ARCHIVE_FLAG);
            case FlagOutlived outlived -> Optional.empty();
            case RolloutLingered lingered -> Optional.empty();
            case FlagEvaluationsCounted counted -> Optional.empty();
        };
    }
}

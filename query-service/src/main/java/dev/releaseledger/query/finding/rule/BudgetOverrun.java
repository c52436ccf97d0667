package dev.releaseledger.query.finding.rule;

import dev.releaseledger.events.policy.HotfixPhase;
import dev.releaseledger.events.policy.ReleasePolicy;
import dev.releaseledger.events.release.DeploymentVerified;
import dev.releaseledger.events.release.HotfixBudgetOverrun;
import dev.releaseledger.events.release.HotfixTriaged;
import dev.releaseledger.events.release.ReleaseCancelled;
import dev.releaseledger.events.release.ReleaseCompleted;
import dev.releaseledger.events.release.ReleaseEvent;
import dev.releaseledger.events.release.Stage;
import dev.releaseledger.events.release.StageApproved;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * A phase of a hotfix took longer than its budget. It ends where the phase does: with the triage, the approval of {@code
 * DEVELOPMENT}, the approval of {@code STAGING}, a verified deployment to production; or where the release ends.
 *
 * <p>PROCESS.md, Hotfix: a budget overrun is a finding until closed.
 */
public final class BudgetOverrun implements ReleaseRule {
    @Override
    public String id() {
        return "budget-overrun";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public Severity severity() {
        return Severity.MEDIUM;
    }

    @Override
    public String title() {
        return "A hotfix overran its budget";
    }

    @Override
    public String definition() {
        return "release.hotfix-budget-overrun.v1 is on record. It ends with the phase: where the hotfix is triaged, DEVELOPMENT"
                + " or STAGING is approved, or a deployment to production is verified afterwards; or where the release ends.";
    }

    @Override
    public String source() {
        return "Hotfix: a budget overrun is a finding until closed";
    }

    @Override
    public List<Verdict> judge(History history, ReleasePolicy policy) {
        Set<UUID> toProduction = history.toProduction(policy)
                .map(start -> start.event().deploymentId())
                .collect(Collectors.toSet());
        return history.said(HotfixBudgetOverrun.class)
                .map(overrun -> Verdict.of(
                                "phase/" + overrun.event().phase() + "/" + overrun.position(),
                                "The phase " + overrun.event().phase() + " began at "
                                        + overrun.event().startedAt() + " and had to be over at "
                                        + overrun.event().dueAt() + ".",
                                List.of(overrun.position()),
                                null,
                                overrun)
                        .until(history.said(List.of(
                                        ReleaseCompleted.class,
                                        ReleaseCancelled.class,
                                        HotfixTriaged.class,
                                        StageApproved.class,
                                        DeploymentVerified.class))
                                .filter(said -> said.isAfter(overrun)
                                        && ends(overrun.event().phase(), said.event(), toProduction))
                                .findFirst()
                                .orElse(null)))
                .toList();
    }

    private static boolean ends(HotfixPhase phase, ReleaseEvent event, Set<UUID> toProduction) {
        if (event instanceof ReleaseCompleted || event instanceof ReleaseCancelled) {
            return true;
        }
        return switch (phase) {
            case TRIAGE -> event instanceof HotfixTriaged;
            case DEVELOPMENT -> event instanceof StageApproved approved && approved.stage() == Stage.DEVELOPMENT;
            case TESTING -> event instanceof StageApproved approved && approved.stage() == Stage.STAGING;
            case DEPLOYMENT ->
                event instanceof DeploymentVerified verified && toProduction.contains(verified.deploymentId());
        };
    }
}

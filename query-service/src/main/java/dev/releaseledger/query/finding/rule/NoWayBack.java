package dev.releaseledger.query.finding.rule;

import dev.releaseledger.events.policy.ChecklistItem;
import dev.releaseledger.events.policy.ReleasePolicy;
import dev.releaseledger.events.release.DeploymentStarted;
import dev.releaseledger.events.release.ItemEvent;
import dev.releaseledger.events.release.ItemTicked;
import dev.releaseledger.events.release.ReleasePlanned;
import dev.releaseledger.events.release.RolloutPlanned;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * When a deployment to production began, nobody had confirmed a documented rollback plan: the checklist item {@value #PLAN} was
 * open, or waived. Where the policy asks no such item of the release, the rollout has to name a version that can be returned
 * to instead. It ends where the item is ticked.
 *
 * <p>PROCESS.md, Anti-patterns: no rollback capability; Pre-release checklist: rollback plan documented.
 */
public final class NoWayBack implements ReleaseRule {
    private static final String PLAN = "rollback-plan-documented";

    @Override
    public String id() {
        return "no-way-back";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public Severity severity() {
        return Severity.HIGH;
    }

    @Override
    public String title() {
        return "Deployed with no way back";
    }

    @Override
    public String definition() {
        return "When a deployment to production began, the checklist item " + PLAN
                + " was not ticked (open, or waived);"
                + " where the policy does not ask it of the release, its rollout names no version to return to. It ends"
                + " where the item is ticked.";
    }

    @Override
    public String source() {
        return "Anti-patterns: no rollback capability";
    }

    @Override
    public List<Verdict> judge(History history, ReleasePolicy policy) {
        Said<ReleasePlanned> planned = history.planned();
        if (planned == null) {
            return List.of();
        }
        boolean asked = policy.items(planned.event().kind()).stream()
                .map(ChecklistItem::id)
                .anyMatch(PLAN::equals);
        return history.toProduction(policy)
                .flatMap(start -> asked ? withoutAPlan(history, planned, start) : withNothingBefore(history, start))
                .toList();
    }

    private static Stream<Verdict> withoutAPlan(
            History history, Said<ReleasePlanned> planned, Said<DeploymentStarted> start) {
        Said<ItemEvent> last = last(history, start);
        if (last != null && last.event() instanceof ItemTicked) {
            return Stream.empty();
        }
        List<Long> cites = new ArrayList<>(List.of(start.position()));
        if (last != null) {
            cites.add(last.position());
        }
        return Stream.of(Verdict.of(
                        Verdict.keyOf(start.event().deploymentId()),
                        "When the deployment to " + start.event().environment()
                                + " began, nobody had confirmed that a rollback plan is documented.",
                        cites,
                        new Absence(planned.position(), start.position()),
                        start)
                .until(history.said(ItemTicked.class)
                        .filter(ticked -> ticked.event().item().equals(PLAN) && ticked.isAfter(start))
                        .findFirst()
                        .orElse(null)));
    }

    private static @Nullable Said<ItemEvent> last(History history, Said<DeploymentStarted> start) {
        return history.said(ItemEvent.class)
                .filter(said -> said.event().item().equals(PLAN) && start.isAfter(said))
                .reduce((earlier, later) -> later)
                .orElse(null);
    }

    private static Stream<Verdict> withNothingBefore(History history, Said<DeploymentStarted> start) {
        Optional<Said<RolloutPlanned>> rollout = history.said(RolloutPlanned.class)
                .filter(said -> said.event().deploymentId().equals(start.event().deploymentId()))
                .findFirst();
        if (rollout.filter(said -> said.event().replaces() != null).isPresent()) {
            return Stream.empty();
        }
        List<Long> cites = new ArrayList<>(List.of(start.position()));
        rollout.ifPresent(said -> cites.add(said.position()));
        return Stream.of(Verdict.of(
                Verdict.keyOf(start.event().deploymentId()),
                "Nothing is known that the deployment to " + start.event().environment()
                        + " could be taken back to, and the policy asks for no rollback plan.",
                cites,
                null,
                start));
    }
}

package dev.releaseledger.command.release.plan;

import dev.releaseledger.command.release.ReleaseCommand;
import dev.releaseledger.events.envelope.Attribution;
import dev.releaseledger.events.policy.ReleasePolicy;
import dev.releaseledger.events.release.Plan;
import dev.releaseledger.events.release.Release;
import dev.releaseledger.events.release.ReleaseEvent;
import dev.releaseledger.events.release.ReleaseKind;
import dev.releaseledger.events.release.ReleasePlanned;
import dev.releaseledger.events.release.Strategy;
import dev.releaseledger.events.release.Window;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Plan a release; its stream begins. */
public record PlanRelease(
        UUID releaseId,
        String product,
        String version,
        String title,
        ReleaseKind kind,
        Strategy strategy,
        @Nullable Window window,
        UUID owner,
        @Nullable String milestone,
        @Nullable String hotfixOf,
        @Nullable Instant occurredAt)
        implements ReleaseCommand {

    /** The event that it comes to. */
    public ReleasePlanned planned(Attribution by, ReleasePolicy policy) {
        return new ReleasePlanned(
                product, version, title, kind, strategy, window, owner, milestone, hotfixOf, policy.version());
    }

    @Override
    public List<ReleaseEvent> proposes(Release release, Attribution by, ReleasePolicy policy) {
        return List.of(planned(by, policy));
    }

    @Override
    public boolean isAlreadySo(Release release, Attribution by, ReleasePolicy policy) {
        Plan plan = release.plan();
        return new ReleasePlanned(
                        product,
                        version,
                        title,
                        kind,
                        strategy,
                        window,
                        owner,
                        milestone,
                        hotfixOf,
                        plan.policyVersion())
                .equals(new ReleasePlanned(
                        plan.product(),
                        plan.version(),
                        plan.title(),
                        plan.kind(),
                        plan.strategy(),
                        plan.window(),
                        plan.owner(),
                        plan.milestone(),
                        plan.hotfixOf(),
                        plan.policyVersion()));
    }
}

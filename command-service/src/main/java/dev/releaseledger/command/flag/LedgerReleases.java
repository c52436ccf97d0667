package dev.releaseledger.command.flag;

import dev.releaseledger.command.desk.CommandInHand;
import dev.releaseledger.command.desk.StreamStates;
import dev.releaseledger.events.environment.EnvironmentEvent;
import dev.releaseledger.events.environment.EnvironmentState;
import dev.releaseledger.events.flag.FlagEvent;
import dev.releaseledger.events.flag.FlagState;
import dev.releaseledger.events.flag.OpenedDeployment;
import dev.releaseledger.events.flag.ReleaseNamed;
import dev.releaseledger.events.policy.Policies;
import dev.releaseledger.events.policy.ReleasePolicy;
import dev.releaseledger.events.release.Release;
import dev.releaseledger.events.release.ReleaseEvent;
import dev.releaseledger.events.release.ReleaseState;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** The releases that the ledger has, and the environments where they are. */
final class LedgerReleases implements ReleasesBeside {
    private final StreamStates<ReleaseState> releases;
    private final StreamStates<EnvironmentState> environments;
    private final Policies policies;

    LedgerReleases(
            StreamStates<ReleaseState> releases, StreamStates<EnvironmentState> environments, Policies policies) {
        this.releases = releases;
        this.environments = environments;
        this.policies = policies;
    }

    @Override
    public Set<UUID> nowhere(ReleaseNamed named, CommandInHand hand) {
        String stream = ReleaseEvent.stream(named.releaseId());
        if (named.missingIn(releases.of(stream).state()).isEmpty()) {
            return Set.of();
        }
        releases.forget(stream);
        StreamStates.Standing<ReleaseState> now = releases.of(stream);
        Set<UUID> missing = named.missingIn(now.state());
        if (!missing.isEmpty()) {
            hand.reads(stream, now.sequence());
        }
        return missing;
    }

    @Override
    public List<OpenedDeployment> opened(FlagEvent event, FlagState state, CommandInHand hand) {
        return OpenedDeployment.by(event, state, new OpenedDeployment.Beside() {
            @Override
            public ReleaseState release(UUID releaseId) {
                return read(releases, ReleaseEvent.stream(releaseId), hand);
            }

            @Override
            public EnvironmentState environment(String product, String environment) {
                return read(environments, EnvironmentEvent.stream(product, environment), hand);
            }

            @Override
            public ReleasePolicy policyOf(Release release) {
                return policies.pinned(release.plan().product(), release.plan().policyVersion());
            }
        });
    }

    private static <S> S read(StreamStates<S> states, String stream, CommandInHand hand) {
        StreamStates.Standing<S> standing = states.of(stream);
        hand.reads(stream, standing.sequence());
        return standing.state();
    }
}

package dev.releaseledger.command.announce;

import dev.releaseledger.events.envelope.Attribution;
import dev.releaseledger.events.release.ChangeAdded;
import dev.releaseledger.events.release.ChangeCategory;
import dev.releaseledger.events.release.DeploymentStarted;
import dev.releaseledger.events.release.Release;
import dev.releaseledger.events.release.ReleaseEvent;
import dev.releaseledger.events.release.ReleaseKind;
import dev.releaseledger.events.release.ReleasePlanned;
import dev.releaseledger.events.release.ReleaseState;
import dev.releaseledger.events.release.RollbackFailed;
import dev.releaseledger.events.release.RollbackKind;
import dev.releaseledger.events.release.RollbackReason;
import dev.releaseledger.events.release.RollbackStarted;
import dev.releaseledger.events.release.RollbackTriggered;
import dev.releaseledger.events.release.Strategy;
import dev.releaseledger.events.release.Window;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Releases of nobody, with which texts are tried before anybody is told anything. */
final class SampleRelease {
    private static final UUID NOBODY = new UUID(0, 0);
    private static final Instant TIME = Instant.EPOCH;

    private SampleRelease() {}

    /** One with a window, a change of every category, and a rollback that failed. */
    static Release full() {
        ReleaseState state = planned(new Window(TIME, TIME.plusSeconds(3600)));
        for (ChangeCategory category : ChangeCategory.values()) {
            state = after(
                    state, new ChangeAdded(category.name(), category, "A change", null, NOBODY, null, null, List.of()));
        }
        state = after(state, new DeploymentStarted(NOBODY, "production", Strategy.ROLLING, null));
        state = after(
                state,
                new RollbackTriggered(
                        NOBODY,
                        NOBODY,
                        RollbackReason.ERROR_RATE,
                        Set.of(RollbackKind.CODE),
                        "0.9.0",
                        "Too many requests fail"));
        state = after(state, new RollbackStarted(NOBODY, NOBODY, null));
        return (Release) after(state, new RollbackFailed(NOBODY, NOBODY, RollbackKind.CODE, "Nothing answers"));
    }

    /** One of which nothing was said. */
    static Release bare() {
        return (Release) planned(null);
    }

    private static ReleaseState planned(@Nullable Window window) {
        return after(
                ReleaseState.unplanned(),
                new ReleasePlanned(
                        "sample",
                        "1.0.0",
                        "A release",
                        ReleaseKind.STANDARD,
                        Strategy.ROLLING,
                        window,
                        NOBODY,
                        null,
                        null,
                        1));
    }

    private static ReleaseState after(ReleaseState state, ReleaseEvent event) {
        return state.evolve(event, new Attribution(NOBODY, Set.of(), TIME, null));
    }
}

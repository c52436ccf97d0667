package dev.releaseledger.query.environment;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.releaseledger.events.release.Artefact;
import dev.releaseledger.events.release.Strategy;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What runs, or ran, in an environment.
 *
 * @param what which deployment
 * @param since what made it run
 * @param returned whether it runs because something else was taken back
 * @param until what ended that; null while it runs
 * @param takenBack whether that was taking it back
 */
record Running(
        @JsonUnwrapped What what,
        Mark since,
        boolean returned,
        @Nullable Mark until,
        boolean takenBack) {

    /**
     * A version and its deployment. A rollback can return to a version of which no deployment that stands is recorded: then
     * only the version is known.
     *
     * @param started by whom and when it was started
     */
    record What(
            String version,
            @Nullable UUID releaseId,
            @Nullable UUID deploymentId,
            @Nullable Strategy strategy,
            @Nullable Artefact artefact,
            @Nullable Mark started) {

        static What of(Occupancy.Occupant occupant) {
            return switch (occupant) {
                case Occupancy.Occupant.Deployed deployed -> of(deployed.deployment());
                case Occupancy.Occupant.Named named -> new What(named.version(), null, null, null, null, null);
            };
        }

        static What of(DeploymentRow deployment) {
            return new What(
                    deployment.version(),
                    deployment.releaseId(),
                    deployment.deploymentId(),
                    deployment.strategy(),
                    deployment.artefact(),
                    Mark.of(deployment.course().start()));
        }
    }

    static @Nullable Running of(Occupancy.@Nullable Stay stay) {
        return stay == null
                ? null
                : new Running(
                        What.of(stay.occupant()),
                        Mark.of(stay.since()),
                        stay.isReturn(),
                        stay.until() == null ? null : Mark.of(stay.until()),
                        stay.isTakenBack());
    }
}

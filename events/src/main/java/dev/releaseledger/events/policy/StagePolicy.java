package dev.releaseledger.events.policy;

import dev.releaseledger.events.release.Stage;
import java.util.List;

/**
 * What a stage has to show.
 *
 * @param stage the stage
 * @param criteria its criteria in their order
 */
public record StagePolicy(Stage stage, List<Criterion> criteria) {
    public StagePolicy {
        criteria = List.copyOf(criteria);
    }
}

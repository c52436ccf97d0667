package dev.releaseledger.query.release.view;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.releaseledger.events.release.Change;
import java.util.List;

/**
 * One release.
 *
 * @param standing how it stands
 * @param changes what it includes, in the order that it was added
 */
record ReleaseView(@JsonUnwrapped ReleaseStanding standing, List<Change> changes) {

    static ReleaseView of(ReleaseStanding standing, List<Change> changes) {
        return new ReleaseView(standing, List.copyOf(changes));
    }
}

package dev.releaseledger.query.release.view;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.releaseledger.events.release.Change;
import dev.releaseledger.events.release.ContentDigest;
import dev.releaseledger.events.release.Release;
import java.util.List;

/**
 * One release.
 *
 * @param standing how it stands
 * @param changesDigest what its changes are, as a digest; what evidence can say that it is of
 * @param changes what it includes, in the order that it was added
 */
record ReleaseView(@JsonUnwrapped ReleaseStanding standing, String changesDigest, List<Change> changes) {

    static ReleaseView of(ReleaseStanding standing, Release release) {
        return new ReleaseView(
                standing,
                ContentDigest.ofChanges(release),
                List.copyOf(release.changes().values()));
    }
}

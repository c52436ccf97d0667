package dev.releaseledger.command.release.plan;

import dev.releaseledger.command.problem.Fault;
import dev.releaseledger.command.problem.Problem;
import dev.releaseledger.command.problem.RequestRejected;
import dev.releaseledger.events.release.Window;
import java.time.Instant;
import java.util.List;

/** A deployment window in a body. */
record WindowBody(Instant opensAt, Instant closesAt) {

    Window window() {
        if (!opensAt.isBefore(closesAt)) {
            throw new RequestRejected(Problem.of(
                    List.of(new Fault("window.closesAt", "is not after opensAt", "a time after " + opensAt))));
        }
        return new Window(opensAt, closesAt);
    }
}

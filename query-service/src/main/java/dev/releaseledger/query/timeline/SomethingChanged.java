package dev.releaseledger.query.timeline;

import dev.releaseledger.events.flag.RolloutAdvanced;
import dev.releaseledger.events.release.DeploymentAdvanced;
import dev.releaseledger.events.release.DeploymentStarted;
import dev.releaseledger.events.release.DeploymentVerified;
import dev.releaseledger.events.release.StepTaken;
import dev.releaseledger.events.release.Strategy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that changed, and what is told of it.
 *
 * @param changes the entries by which it changed something before the incident was noticed, in the order of time; never empty
 * @param percent how far it was before the first of them
 */
record SomethingChanged(Suspect.Kind kind, List<Line> changes, int percent) {

    SomethingChanged {
        changes = List.copyOf(changes);
    }

    Line first() {
        return changes.getFirst();
    }

    Line last() {
        return changes.getLast();
    }

    @Nullable
    UUID releaseId() {
        return first().releaseId();
    }

    @Nullable
    UUID deploymentId() {
        return kind == Suspect.Kind.DEPLOYMENT ? first().deploymentId() : null;
    }

    @Nullable
    UUID flagId() {
        return kind == Suspect.Kind.FLAG ? first().flagId() : null;
    }

    List<Long> positions() {
        return changes.stream().map(Line::position).toList();
    }

    /** A step that let more through. */
    record Rise(Line line, int from, int to) {}

    /** The steps that let more through, in order. What goes at once does so with its start. */
    List<Rise> rises() {
        List<Rise> rises = new ArrayList<>();
        int reached = percent;
        for (Line line : changes) {
            int to = switch (line.event()) {
                case DeploymentStarted started -> started.strategy() == Strategy.BIG_BANG ? 100 : reached;
                case DeploymentAdvanced advanced -> advanced.percent();
                case StepTaken taken -> taken.percent();
                case DeploymentVerified verified -> reached == 0 ? 100 : reached;
                case RolloutAdvanced advanced -> FlagLines.percent(advanced.basisPoints());
                default -> reached;
            };
            if (to > reached) {
                rises.add(new Rise(line, reached, to));
            }
            reached = to;
        }
        return rises;
    }

    /** The last change by then; the first where all came later. */
    Line lastBy(Instant time) {
        return changes.stream()
                .filter(line -> !line.at().isAfter(time))
                .reduce((earlier, later) -> later)
                .orElse(first());
    }
}

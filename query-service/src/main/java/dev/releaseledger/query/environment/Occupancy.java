package dev.releaseledger.query.environment;

import dev.releaseledger.query.entry.Cut;
import dev.releaseledger.query.release.DeploymentCourse.Change;
import dev.releaseledger.query.release.DeploymentCourse.Standing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import org.jspecify.annotations.Nullable;

/**
 * What of one product is in one environment, told by its deployments there: whatever was verified runs, until something else
 * is verified or it is taken back. Then runs what the rollback names, or what was verified last before it and not taken back
 * since; from the rollback's verification on, where that is recorded, and nothing is known to run until then.
 *
 * @param runs what runs; null where nothing does
 * @param before what ran before that; null where nothing did
 * @param onTheWay what is being deployed, in the order of the starts
 * @param steps everything that happened, in order
 */
record Occupancy(@Nullable Stay runs, @Nullable Stay before, List<Way> onTheWay, List<Step> steps) {

    /** What can run in an environment. */
    sealed interface Occupant {
        String version();

        /** A deployment that was verified. */
        record Deployed(DeploymentRow deployment) implements Occupant {
            @Override
            public String version() {
                return deployment.version();
            }
        }

        /** The version that a rollback returned to, where no deployment of it that stands is recorded. */
        record Named(String version) implements Occupant {}
    }

    /**
     * A time in which something runs.
     *
     * @param since what made it run
     * @param until what ended that; null while it runs
     */
    record Stay(Occupant occupant, Change since, @Nullable Change until) {

        /** Whether it runs because something else was taken back. */
        boolean isReturn() {
            return since.standing() == Standing.TAKEN_BACK;
        }

        /** Whether it ended because this itself was taken back. */
        boolean isTakenBack() {
            return until != null
                    && occupant instanceof Occupant.Deployed(DeploymentRow deployment)
                    && deployment.course().changes().contains(until);
        }
    }

    /** @param percent how far it is; 0 before it was ever advanced */
    record Way(DeploymentRow deployment, int percent) {}

    /** Something that happened. */
    sealed interface Step {
        /** The change that it happened by. */
        Change by();

        /** It runs from here on. */
        record Came(Occupant what, Change by) implements Step {}

        /** It runs no longer. */
        record Left(Occupant what, Change by) implements Step {}

        /** A deployment was taken back, whether it ran or not. */
        record TakenBack(DeploymentRow what, Change by) implements Step {}
    }

    /**
     * Tells it from all deployments of one product to one environment.
     *
     * @param cut what of them is looked at. Things happened in the order of their claimed times; positions decide between
     *     equal ones
     */
    static Occupancy of(List<DeploymentRow> deployments, Cut cut) {
        Telling telling = new Telling();
        deployments.stream()
                .flatMap(deployment -> happenings(deployment, cut).stream())
                .sorted(Comparator.comparing(Happening::at)
                        .thenComparing(happening -> happening.change().position()))
                .forEach(telling::tell);
        return telling.told();
    }

    private record Happening(DeploymentRow deployment, Change change, Instant at) {}

    /** A deployment's own changes stay in order, whatever is claimed of their times. */
    private static List<Happening> happenings(DeploymentRow deployment, Cut cut) {
        List<Happening> happenings = new ArrayList<>();
        Instant at = Instant.MIN;
        for (Change change : deployment.course().changes()) {
            if (cut.includes(change.position(), change.at())) {
                at = change.at().isAfter(at) ? change.at() : at;
                happenings.add(new Happening(deployment, change, at));
            }
        }
        return happenings;
    }

    /** What taking a deployment back means for what runs. */
    private enum Back {
        MOVES_NOTHING,
        IT_WAS_ON_ITS_WAY,
        IT_RAN
    }

    private static final class Telling {
        /** What was verified and not taken back, what came last at the end. */
        private final SequencedSet<DeploymentRow> standing = new LinkedHashSet<>();

        /** What was started since something came, and what came itself: taking back one of these changes what runs. */
        private final List<DeploymentRow> newest = new ArrayList<>();

        /** What was taken out. */
        private final Map<DeploymentRow, Back> goingBack = new HashMap<>();

        private final List<Way> onTheWay = new ArrayList<>();
        private final List<Step> steps = new ArrayList<>();
        private @Nullable Stay runs;
        private @Nullable Stay before;

        void tell(Happening happening) {
            DeploymentRow deployment = happening.deployment();
            Change change = happening.change();
            onTheWay.removeIf(way -> way.deployment().equals(deployment));
            switch (change.standing()) {
                case RUNNING -> {
                    onTheWay.add(new Way(deployment, change.percent() == null ? 0 : change.percent()));
                    if (!newest.contains(deployment)) {
                        newest.add(deployment);
                    }
                }
                case VERIFIED -> {
                    standing.addLast(deployment);
                    newest.removeIf(earlier -> !isOnTheWay(earlier));
                    newest.add(deployment);
                    comes(new Occupant.Deployed(deployment), change);
                }
                // It never ran.
                case FAILED -> {}
                case BEING_TAKEN_BACK -> takenOut(deployment, change);
                case TAKEN_BACK -> {
                    if (!goingBack.containsKey(deployment)) {
                        takenOut(deployment, change);
                    }
                    takenBack(deployment, change);
                }
            }
        }

        private boolean isOnTheWay(DeploymentRow deployment) {
            return onTheWay.stream().anyMatch(way -> way.deployment().equals(deployment));
        }

        private void takenOut(DeploymentRow deployment, Change change) {
            steps.add(new Step.TakenBack(deployment, change));
            standing.remove(deployment);
            boolean ran = runs != null && runs.occupant().equals(new Occupant.Deployed(deployment));
            // What was replaced long ago can be taken back too: that moves nothing.
            boolean moves = newest.remove(deployment);
            goingBack.put(deployment, moves ? (ran ? Back.IT_RAN : Back.IT_WAS_ON_ITS_WAY) : Back.MOVES_NOTHING);
            if (ran && change.standing() == Standing.BEING_TAKEN_BACK) {
                comes(null, change);
            }
        }

        private void takenBack(DeploymentRow deployment, Change change) {
            Back back = goingBack.getOrDefault(deployment, Back.MOVES_NOTHING);
            String toVersion = change.toVersion();
            switch (back) {
                case MOVES_NOTHING -> {}
                case IT_WAS_ON_ITS_WAY -> {
                    if (toVersion != null) {
                        comes(named(toVersion), change);
                    }
                }
                case IT_RAN ->
                    comes(
                            toVersion != null
                                    ? named(toVersion)
                                    : standing.isEmpty() ? null : new Occupant.Deployed(standing.getLast()),
                            change);
            }
        }

        private Occupant named(String version) {
            for (DeploymentRow each : standing.reversed()) {
                if (each.version().equals(version)) {
                    standing.addLast(each);
                    return new Occupant.Deployed(each);
                }
            }
            return new Occupant.Named(version);
        }

        private void comes(@Nullable Occupant next, Change change) {
            Stay last = runs;
            if (last != null) {
                if (last.occupant().equals(next)) {
                    return;
                }
                steps.add(new Step.Left(last.occupant(), change));
                before = new Stay(last.occupant(), last.since(), change);
            }
            runs = next == null ? null : new Stay(next, change, null);
            if (next instanceof Occupant.Deployed(DeploymentRow deployment) && !newest.contains(deployment)) {
                newest.add(deployment);
            }
            if (next != null) {
                steps.add(new Step.Came(next, change));
            }
        }

        Occupancy told() {
            return new Occupancy(runs, before, List.copyOf(onTheWay), List.copyOf(steps));
        }
    }
}

package dev.releaseledger.query.environment;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.releaseledger.query.entry.Cut;
import dev.releaseledger.query.environment.Occupancy.Occupant;
import dev.releaseledger.query.environment.Occupancy.Step;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What happened to a product in an environment between two moments.
 *
 * @param incomplete whether an entry of the product's releases could not be understood, or deployments were recorded before
 *     this table was, so that something may be missing here
 * @param before what ran at the first moment; null where nothing did
 * @param after what ran at the second moment; null where nothing did
 * @param whole whether everything that happened is listed; otherwise what happened last
 * @param came what began to run in between, in order
 * @param left what ran no longer in between, in order
 * @param takenBack which deployments were taken back in between, whether they ran or not, in order
 * @param releases the releases that came in between, in the order in which they came first
 */
record ProductDifference(
        String product,
        boolean incomplete,
        @Nullable Running before,
        @Nullable Running after,
        boolean whole,
        List<Move> came,
        List<Move> left,
        List<Move> takenBack,
        List<Included> releases) {
    private static final int MOST_STEPS = 1_000;

    /** @param by the entry by which it happened */
    record Move(@JsonUnwrapped Running.What what, Mark by) {}

    /**
     * A release that came.
     *
     * @param changeCount how many changes it includes by now
     * @param href where the release is
     * @param notes where the notes of its changes are
     */
    record Included(UUID releaseId, String version, String title, int changeCount, String href, String notes) {}

    /** The same without what the releases' own rows say. */
    record Between(String product, Occupancy before, Occupancy after, boolean whole, List<Step> steps) {

        private Map<UUID, String> versions() {
            Map<UUID, String> versions = new LinkedHashMap<>();
            for (Step step : steps) {
                if (step instanceof Step.Came(Occupant.Deployed(DeploymentRow deployment), var by)) {
                    versions.putIfAbsent(deployment.releaseId(), deployment.version());
                }
            }
            return versions;
        }

        /** The releases that came. */
        List<UUID> releases() {
            return List.copyOf(versions().keySet());
        }

        ProductDifference view(boolean incomplete, Map<UUID, Deployments.Contents> contents) {
            List<Move> came = new ArrayList<>();
            List<Move> left = new ArrayList<>();
            List<Move> takenBack = new ArrayList<>();
            for (Step step : steps) {
                switch (step) {
                    case Step.Came(Occupant what, var by) -> came.add(new Move(Running.What.of(what), Mark.of(by)));
                    case Step.Left(Occupant what, var by) -> left.add(new Move(Running.What.of(what), Mark.of(by)));
                    case Step.TakenBack(DeploymentRow what, var by) ->
                        takenBack.add(new Move(Running.What.of(what), Mark.of(by)));
                }
            }
            List<Included> releases = new ArrayList<>();
            versions().forEach((id, version) -> {
                Deployments.Contents said = contents.get(id);
                if (said == null) {
                    throw new IllegalStateException("release " + id + " has a deployment and no row");
                }
                String href = "/v1/releases/" + id;
                releases.add(new Included(id, version, said.title(), said.changeCount(), href, href + "/notes"));
            });
            return new ProductDifference(
                    product,
                    incomplete,
                    Running.of(before.runs()),
                    Running.of(after.runs()),
                    whole,
                    came,
                    left,
                    takenBack,
                    releases);
        }
    }

    /** What happened after the first moment and up to the second. */
    static Between between(String product, List<DeploymentRow> deployments, Cut from, Cut to) {
        Occupancy after = Occupancy.of(deployments, to);
        List<Step> steps = after.steps().stream()
                .filter(step -> !from.includes(step.by().position(), step.by().at()))
                .toList();
        int left = Math.max(0, steps.size() - MOST_STEPS);
        return new Between(
                product, Occupancy.of(deployments, from), after, left == 0, steps.subList(left, steps.size()));
    }
}

package dev.releaseledger.events.flag.evaluate;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What came of evaluating a flag. */
public sealed interface Evaluation {
    /**
     * A variant is served.
     *
     * @param variant its name
     * @param value its value
     * @param reason why this one
     * @param position of the entry that decided: the one that set the rules, moved the rollout, or disabled the flag
     * @param releaseId the release that the flag was disabled for, or else was linked to the last; null where there is none
     */
    record Served(
            String variant,
            JsonNode value,
            EvaluationReason reason,
            long position,
            @Nullable UUID releaseId) implements Evaluation {}

    /** The share of users matters, and the context does not say who they are. */
    record TargetingKeyMissing() implements Evaluation {}
}

package dev.releaseledger.query.timeline;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.UUID;

/** Why a line is in a story. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Reason.SameIncident.class, name = "SAME_INCIDENT"),
    @JsonSubTypes.Type(value = Reason.SameDeployment.class, name = "SAME_DEPLOYMENT"),
    @JsonSubTypes.Type(value = Reason.SameRollback.class, name = "SAME_ROLLBACK"),
    @JsonSubTypes.Type(value = Reason.SameRelease.class, name = "SAME_RELEASE"),
    @JsonSubTypes.Type(value = Reason.LinkedFlag.class, name = "LINKED_FLAG"),
    @JsonSubTypes.Type(value = Reason.Cause.class, name = "CAUSE"),
    @JsonSubTypes.Type(value = Reason.Effect.class, name = "EFFECT"),
    @JsonSubTypes.Type(value = Reason.Mentioned.class, name = "MENTIONED"),
    @JsonSubTypes.Type(value = Reason.SamePlace.class, name = "SAME_PLACE"),
    @JsonSubTypes.Type(value = Reason.SameProduct.class, name = "SAME_PRODUCT")
})
sealed interface Reason {
    /** It is said of the incident. */
    record SameIncident(UUID incidentId) implements Reason {}

    /** It is said of a deployment that the incident has to do with. */
    record SameDeployment(UUID deploymentId) implements Reason {}

    /** It is said of a rollback that the incident has to do with. */
    record SameRollback(UUID rollbackId) implements Reason {}

    /** It is said of the release, or of one that the incident has to do with. */
    record SameRelease(UUID releaseId) implements Reason {}

    /** It is said of a flag that was linked to the release then, or to one that the incident has to do with. */
    record LinkedFlag(UUID flagId, UUID releaseId) implements Reason {}

    /**
     * Something that the story is about follows from it.
     *
     * @param of the position of what follows from it at once
     */
    record Cause(long of) implements Reason {}

    /**
     * It follows from something that the story is about.
     *
     * @param of the position of what it follows from at once
     */
    record Effect(long of) implements Reason {}

    /**
     * The incident log or the root cause points at it.
     *
     * @param by the positions of what points at it
     */
    record Mentioned(List<Long> by) implements Reason {
        public Mentioned {
            by = List.copyOf(by);
        }
    }

    /** It happened in the same environment of the same product. */
    record SamePlace(String product, String environment) implements Reason {}

    /** It happened to the same product, in another environment or in none. */
    record SameProduct(String product) implements Reason {}

    /** The word for it, as in the JSON. */
    default String word() {
        return switch (this) {
            case SameIncident same -> "SAME_INCIDENT";
            case SameDeployment same -> "SAME_DEPLOYMENT";
            case SameRollback same -> "SAME_ROLLBACK";
            case SameRelease same -> "SAME_RELEASE";
            case LinkedFlag linked -> "LINKED_FLAG";
            case Cause cause -> "CAUSE";
            case Effect effect -> "EFFECT";
            case Mentioned mentioned -> "MENTIONED";
            case SamePlace same -> "SAME_PLACE";
            case SameProduct same -> "SAME_PRODUCT";
        };
    }
}

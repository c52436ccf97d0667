package dev.releaseledger.query.flag.ofrep;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.releaseledger.events.flag.evaluate.Evaluation;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One flag's evaluation, as the protocol has it. */
sealed interface Evaluated {
    /** The targeting key decides, and the context has none. */
    String KEY_MISSING =
            "context.targetingKey: missing; expected what tells the user from others, for the flag is open to a share of them";

    /**
     * What a flag serves.
     *
     * @param reason as OpenFeature has them
     */
    record Success(String key, JsonNode value, String reason, String variant, Metadata metadata) implements Evaluated {}

    /** Why it serves nothing, though it is there. */
    record Failed(String key, String errorCode, String errorDetails) implements Evaluated {}

    /**
     * Where to read on.
     *
     * @param position of the entry that decided
     * @param releaseId the release that the flag was disabled for, or else was linked to the last
     * @param incomplete true where an entry about the flag is not understood by this version, so that it may serve something
     *     else
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Metadata(
            UUID flagId,
            String product,
            long position,
            @Nullable UUID releaseId,
            @Nullable Boolean incomplete) {}

    static Evaluated of(ServedFlag flag, Evaluation evaluation) {
        return switch (evaluation) {
            case Evaluation.Served served ->
                new Success(
                        flag.key(),
                        served.value(),
                        served.reason().name(),
                        served.variant(),
                        new Metadata(
                                flag.id(),
                                flag.product(),
                                served.position(),
                                served.releaseId(),
                                flag.isIncomplete() ? true : null));
            case Evaluation.TargetingKeyMissing missing ->
                new Failed(flag.key(), OfrepFault.Code.TARGETING_KEY_MISSING.name(), KEY_MISSING);
        };
    }
}

package dev.releaseledger.events.policy;

import dev.releaseledger.events.envelope.EventName;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A new version of a product's rules was published. Releases that are planned from now on pin it; others keep the version
 * that they pin.
 *
 * @param product the product
 * @param version the version, one more than the one before; the default policy is every product's version 1
 * @param policy the rules as a document that leaves nothing out
 * @param comment why they changed
 */
@EventName("policy.version-published.v1")
public record PolicyVersionPublished(
        String product,
        int version,
        JsonNode policy,
        @Nullable String comment) implements PolicyEvent {

    /** The publication of this policy under its version. */
    public static PolicyVersionPublished of(String product, ReleasePolicy policy, @Nullable String comment) {
        return new PolicyVersionPublished(product, policy.version(), PolicyDocument.write(policy), comment);
    }
}

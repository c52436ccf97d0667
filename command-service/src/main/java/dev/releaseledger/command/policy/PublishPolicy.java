package dev.releaseledger.command.policy;

import dev.releaseledger.command.desk.Command;
import dev.releaseledger.events.policy.PolicyDocument;
import dev.releaseledger.events.policy.PolicyEvent;
import dev.releaseledger.events.policy.PolicyState;
import dev.releaseledger.events.policy.PolicyVersionPublished;
import dev.releaseledger.events.policy.ReleasePolicy;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Publish the next version of a product's rules.
 *
 * @param policy the rules, whole
 * @param version the version that they are to be; null for the next, whichever that is
 * @param comment why they change
 */
public record PublishPolicy(
        String product,
        ReleasePolicy policy,
        @Nullable Integer version,
        @Nullable String comment) implements Command {

    @Override
    public String stream() {
        return PolicyEvent.stream(product);
    }

    /** Rules hold for what is planned from now on: nobody claims that they were others before. */
    @Override
    public @Nullable Instant occurredAt() {
        return null;
    }

    /** The event that it comes to. Pure. */
    PolicyVersionPublished published(PolicyState state) {
        int number = version == null ? state.current().version() + 1 : version;
        ObjectNode document = ((ObjectNode) PolicyDocument.write(policy)).put("version", number);
        return new PolicyVersionPublished(product, number, document, comment);
    }
}

package dev.releaseledger.events.policy;

import dev.releaseledger.events.envelope.Attribution;
import dev.releaseledger.events.release.HistoryBroken;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.pcollections.PVector;
import org.pcollections.TreePVector;

/**
 * What the history of a product's rules means so far: its versions. The default policy is version 1 of every product and was
 * published by nobody.
 *
 * @param published the product's own versions in order, the first being version 2
 */
public record PolicyState(PVector<Published> published) {
    private static final PolicyState DEFAULT = new PolicyState(TreePVector.empty());

    /**
     * A version of the product's own.
     *
     * @param policy the rules
     * @param by the directory id of who published it
     * @param at when
     * @param comment why
     */
    public record Published(
            ReleasePolicy policy,
            UUID by,
            Instant at,
            @Nullable String comment) {}

    /** The state before the first event: the default policy alone. */
    public static PolicyState unpublished() {
        return DEFAULT;
    }

    /**
     * The state after this event.
     *
     * @throws HistoryBroken when the event cannot follow on this state
     */
    public PolicyState evolve(PolicyEvent event, Attribution by) {
        return switch (event) {
            case PolicyVersionPublished next -> {
                if (next.version() != current().version() + 1) {
                    throw new HistoryBroken("after version " + current().version() + " of a policy comes another than "
                            + next.version());
                }
                yield new PolicyState(
                        published.plus(new Published(rules(next), by.actor(), by.judgedAt(), next.comment())));
            }
        };
    }

    private static ReleasePolicy rules(PolicyVersionPublished event) {
        try {
            return PolicyDocument.recorded(event.policy(), event.version());
        } catch (IllegalArgumentException e) {
            throw new HistoryBroken("version " + event.version() + " of a policy cannot be read: " + e.getMessage());
        }
    }

    /** The rules that hold for what is planned now. */
    public ReleasePolicy current() {
        return published.isEmpty()
                ? PolicyBook.defaultPolicy()
                : published.get(published.size() - 1).policy();
    }

    /** The rules of that version; empty where there is none. */
    public Optional<ReleasePolicy> version(int version) {
        int first = PolicyBook.defaultPolicy().version();
        if (version == first) {
            return Optional.of(PolicyBook.defaultPolicy());
        }
        int at = version - first - 1;
        return at >= 0 && at < published.size() ? Optional.of(published.get(at).policy()) : Optional.empty();
    }
}

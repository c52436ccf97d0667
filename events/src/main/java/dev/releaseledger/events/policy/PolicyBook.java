package dev.releaseledger.events.policy;

import dev.releaseledger.events.envelope.Attribution;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The policies that were published, as a fold over their events. Every product begins with the default policy, the data of
 * {@code default-policy.json}, as its version 1.
 */
public final class PolicyBook implements Policies {
    private static final ReleasePolicy DEFAULT = load();
    private static final PolicyBook EMPTY = new PolicyBook(HashTreePMap.empty());

    private final PMap<String, PolicyState> byProduct;

    private PolicyBook(PMap<String, PolicyState> byProduct) {
        this.byProduct = byProduct;
    }

    /** The policy that a product without one of its own gets. */
    public static ReleasePolicy defaultPolicy() {
        return DEFAULT;
    }

    /** The book before anything was published. */
    public static PolicyBook empty() {
        return EMPTY;
    }

    /** The book with what this event says too; this one stays as it is. */
    public PolicyBook and(PolicyEvent event, Attribution by) {
        return new PolicyBook(
                byProduct.plus(event.product(), of(event.product()).evolve(event, by)));
    }

    /** The product's versions. */
    public PolicyState of(String product) {
        return byProduct.getOrDefault(product, PolicyState.unpublished());
    }

    @Override
    public ReleasePolicy pinned(String product, int version) {
        return of(product)
                .version(version)
                .orElseThrow(() -> new IllegalArgumentException(
                        "there is no version " + version + " of " + product + "'s policy"));
    }

    @Override
    public Current current(String product) {
        PolicyState state = of(product);
        return new Current(state.current(), state.published().size() - 1L);
    }

    private static ReleasePolicy load() {
        JsonMapper strict = JsonMapper.builder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .build();
        try (InputStream in = Objects.requireNonNull(PolicyBook.class.getResourceAsStream("default-policy.json"))) {
            return PolicyDocument.shaped(strict.readTree(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

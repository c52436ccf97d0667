package dev.releaseledger.query.policy;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.releaseledger.events.policy.PolicyBook;
import dev.releaseledger.events.policy.PolicyEvent;
import dev.releaseledger.events.policy.PolicyState;
import dev.releaseledger.events.policy.ReleasePolicy;
import dev.releaseledger.query.entry.Entries;
import dev.releaseledger.query.generation.Generation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The policies of products, as projected. A version never changes, so those that were asked for are kept. */
@Component
public final class ProductPolicies {
    private static final int MOST_KEPT = 1_000;

    private record Key(Generation generation, String product, int version) {}

    private final JdbcClient jdbc;
    private final Entries entries;
    private final Cache<Key, ReleasePolicy> kept =
            Caffeine.newBuilder().maximumSize(MOST_KEPT).build();

    ProductPolicies(JdbcClient jdbc, Entries entries) {
        this.jdbc = jdbc;
        this.entries = entries;
    }

    /** A version of a product's policy; empty where there is none, or it is not understood. */
    public Optional<ReleasePolicy> find(Generation generation, String product, int version) {
        if (version == PolicyBook.defaultPolicy().version()) {
            return Optional.of(PolicyBook.defaultPolicy());
        }
        Key key = new Key(generation, product, version);
        @Nullable ReleasePolicy known = kept.getIfPresent(key);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<ReleasePolicy> found = of(generation, product).version(version);
        found.ifPresent(policy -> kept.put(key, policy));
        return found;
    }

    /** Every version of a product's policy that is understood. */
    public PolicyState of(Generation generation, String product) {
        PolicyState[] folded = {PolicyState.unpublished()};
        entries.ofStream(
                generation,
                PolicyEvent.stream(product),
                -1,
                Long.MAX_VALUE,
                row -> folded[0] = ReadPolicies.and(folded[0], row.bytes()));
        return folded[0];
    }

    /** The products with a policy of their own, by name. */
    List<String> products(Generation generation) {
        String prefix = PolicyEvent.stream("");
        List<String> products = new ArrayList<>();
        for (String stream : jdbc.sql(generation.sql(
                        "select distinct stream from {g}.entry where starts_with(stream, ?) order by stream"))
                .param(prefix)
                .query(String.class)
                .list()) {
            if (stream != null) {
                products.add(stream.substring(prefix.length()));
            }
        }
        return products;
    }
}

package dev.releaseledger.query.policy;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.releaseledger.events.policy.PolicyBook;
import dev.releaseledger.events.policy.PolicyEvent;
import dev.releaseledger.events.policy.ReleasePolicy;
import dev.releaseledger.query.entry.Entries;
import dev.releaseledger.query.generation.Generation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The policies of products, as projected. A version never changes, so those that were asked for are kept. */
@Component
public final class ProductPolicies {
    private static final int MOST_KEPT = 1_000;
    private static final String PREFIX = PolicyEvent.stream("");

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
        Optional<ReleasePolicy> found = of(generation, product).state().version(version);
        found.ifPresent(policy -> kept.put(key, policy));
        return found;
    }

    /** Every version of a product's policy that is understood. */
    public PolicyStream of(Generation generation, String product) {
        return asOf(generation, product, Long.MAX_VALUE);
    }

    /** Every version of a product's policy that is understood, as they were after the entry at this position. */
    public PolicyStream asOf(Generation generation, String product, long position) {
        PolicyStream[] folded = {PolicyStream.empty()};
        entries.ofStream(
                generation, PolicyEvent.stream(product), -1, position, row -> folded[0] = folded[0].and(row.bytes()));
        return folded[0];
    }

    /**
     * A product with a policy of its own.
     *
     * @param position where its first version was published
     */
    record Own(long position, String product) {}

    /**
     * Products with a policy of their own, the first published first.
     *
     * @param of of these products alone; empty for all
     * @param after above this position
     */
    List<Own> products(Generation generation, Optional<Set<String>> of, long after, int atMost) {
        List<String> conditions = new ArrayList<>(
                List.of("type = 'dev.releaseledger.policy.version-published.v1'", "sequence = 0", "position > :after"));
        Map<String, Object> values = new LinkedHashMap<>(Map.of("after", after, "limit", atMost));
        of.ifPresent(named -> {
            conditions.add("stream = any(:streams)");
            values.put("streams", named.stream().map(PolicyEvent::stream).toArray(String[]::new));
        });
        return jdbc.sql(generation.sql("select position, stream from {g}.entry where "
                        + String.join(" and ", conditions) + " order by position limit :limit"))
                .params(values)
                .query((row, n) ->
                        new Own(row.getLong("position"), row.getString("stream").substring(PREFIX.length())))
                .list();
    }
}

package dev.releaseledger.events.flag;

import dev.releaseledger.events.envelope.EventName;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * How those whom the rollout reached are divided over the variants.
 *
 * @param weights the share of each variant in basis points, 10,000 together
 */
@EventName("flag.split-set.v1")
public record FlagSplitSet(Map<String, Integer> weights) implements FlagEvent {
    public FlagSplitSet {
        weights = Collections.unmodifiableMap(new TreeMap<>(weights));
    }
}

package dev.releaseledger.query.settings;

import dev.releaseledger.events.ledger.Malformed;
import dev.releaseledger.events.ledger.VerifierKey;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys whose checkpoints are believed. Pinned by the configuration, never learnt from the ledger that they vouch for.
 *
 * @param keys in the order of the configuration
 */
public record PinnedKeys(List<VerifierKey> keys) {
    private static final Logger LOG = LoggerFactory.getLogger(PinnedKeys.class);

    public PinnedKeys {
        keys = List.copyOf(keys);
    }

    /**
     * Reads C2SP verifier keys.
     *
     * @throws IllegalArgumentException when one is not a key; a service that believes other keys than configured must not
     *     start
     */
    public static PinnedKeys parse(List<String> texts) {
        List<VerifierKey> keys = new ArrayList<>();
        for (String text : texts) {
            try {
                keys.add(VerifierKey.parse(text.strip()));
            } catch (Malformed e) {
                throw new IllegalArgumentException("release-ledger.verifier-keys: " + e.getMessage(), e);
            }
        }
        if (keys.isEmpty()) {
            LOG.warn(
                    "No key is pinned (release-ledger.verifier-keys): no checkpoint can be believed, none is compared");
        }
        return new PinnedKeys(keys);
    }

    /** The keys, one a line. */
    public String text() {
        return keys.stream().map(VerifierKey::format).map(key -> key + "\n").collect(Collectors.joining());
    }
}

package dev.releaseledger.events.policy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The policies there are. Every product has the default policy: the data of {@code default-policy.json}. */
public final class PolicyBook {
    private static final ReleasePolicy DEFAULT = load();

    private PolicyBook() {}

    /** The policy that a product without one of its own gets. */
    public static ReleasePolicy defaultPolicy() {
        return DEFAULT;
    }

    /**
     * The policy that a release pins.
     *
     * @throws IllegalArgumentException when there is no such version
     */
    public static ReleasePolicy pinned(int version) {
        if (version != DEFAULT.version()) {
            throw new IllegalArgumentException("there is no policy version " + version);
        }
        return DEFAULT;
    }

    private static ReleasePolicy load() {
        JsonMapper strict = JsonMapper.builder()
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build();
        try (InputStream in = Objects.requireNonNull(PolicyBook.class.getResourceAsStream("default-policy.json"))) {
            return strict.readValue(in, ReleasePolicy.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

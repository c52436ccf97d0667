package dev.releaseledger.query.settings;

import java.time.Duration;
import java.time.Period;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the service is configured with, below {@code release-ledger}.
 *
 * @param origin the ledger's name; checkpoints of another one are not ours
 * @param kafka how to reach the broker
 * @param topics what the topics are called
 * @param verifierKeys the pinned keys of the ledger's checkpoints, as C2SP verifier keys
 * @param projection how entries are projected
 * @param queries how queries are answered
 * @param flags how flags are evaluated
 * @param access how it is recorded who reads evidence
 * @param witnesses who is asked for cosignatures of checkpoints
 * @param witnessing how they are asked
 * @param outgoing where calls to the outside may go
 */
@ConfigurationProperties("release-ledger")
public record QuerySettings(
        String origin,
        Kafka kafka,
        Topics topics,
        @DefaultValue List<String> verifierKeys,
        @DefaultValue Projection projection,
        @DefaultValue Queries queries,
        @DefaultValue Flags flags,
        @DefaultValue Access access,
        @DefaultValue List<Witness> witnesses,
        @DefaultValue Witnessing witnessing,
        @DefaultValue Outgoing outgoing) {

    /**
     * @param bootstrap the brokers to ask first
     * @param properties any further setting of the Kafka client; these win over our own
     */
    public record Kafka(String bootstrap, @DefaultValue Map<String, String> properties) {
        public Kafka {
            properties = Map.copyOf(properties);
        }

        /** The settings of a client: those that are its own, over them the properties, and the brokers. */
        public Map<String, Object> client(Map<String, Object> own) {
            Map<String, Object> client = new HashMap<>(own);
            client.putAll(properties);
            client.put("bootstrap.servers", bootstrap);
            return client;
        }
    }

    /**
     * @param prefix the topics are {@code <prefix>.events}, {@code <prefix>.checkpoints}, {@code <prefix>.access} and
     *     {@code <prefix>.evaluations}
     */
    public record Topics(String prefix) {
        /** The topic of all entries. */
        public String events() {
            return prefix + ".events";
        }

        /** The topic of signed checkpoints. */
        public String checkpoints() {
            return prefix + ".checkpoints";
        }

        /** The topic of who reads evidence. */
        public String access() {
            return prefix + ".access";
        }

        /** The topic of how often flags are evaluated. */
        public String evaluations() {
            return prefix + ".evaluations";
        }
    }

    /**
     * @param batch the most entries that one transaction writes
     * @param retry how long to wait before trying again when Kafka or PostgreSQL is away
     * @param watch how often to look whether a rebuild was asked for or finished elsewhere
     * @param cachedBytes about how much memory the states of releases may take that a projector keeps
     * @param keepRetired how long a replaced generation is kept, so that queries that began on it can end
     */
    public record Projection(
            @DefaultValue("2000") int batch,
            @DefaultValue("1s") Duration retry,
            @DefaultValue("500ms") Duration watch,
            @DefaultValue("67108864") long cachedBytes,
            @DefaultValue("60s") Duration keepRetired) {}

    /**
     * @param waitForPosition the longest that a query waits for a position to be projected
     * @param cachedBytes about how much memory the states of releases may take that queries keep
     */
    public record Queries(
            @DefaultValue("5s") Duration waitForPosition,
            @DefaultValue("67108864") long cachedBytes) {}

    /**
     * @param writeCounts how often it is written down how often flags were evaluated
     * @param tellEvery how often to look whether a day's evaluations have to be told
     * @param tellAfter how long after its end a day is told, so that every instance has written down what it counted
     * @param tellAgainAfter how long to wait for the entry before a day is told once more
     * @param keepCounts how long counts are kept
     * @param allowedOrigins the origins whose pages may evaluate flags from a browser, such as {@code https://shop.example};
     *     none where it is empty, {@code *} for all
     */
    public record Flags(
            @DefaultValue("5s") Duration writeCounts,
            @DefaultValue("1m") Duration tellEvery,
            @DefaultValue("5m") Duration tellAfter,
            @DefaultValue("10m") Duration tellAgainAfter,
            @DefaultValue("P35D") Period keepCounts,
            @DefaultValue List<String> allowedOrigins) {
        private static final Pattern ORIGIN = Pattern.compile("\\*|https?://[^/?#@*,\\s]+");

        public Flags {
            allowedOrigins = List.copyOf(allowedOrigins);
            allowedOrigins.stream()
                    .filter(origin -> !ORIGIN.matcher(origin).matches())
                    .findFirst()
                    .ifPresent(wrong -> {
                        throw new IllegalArgumentException("release-ledger.flags.allowed-origins: \"" + wrong
                                + "\" is no origin; expected scheme://host or scheme://host:port");
                    });
        }
    }

    /**
     * @param key the file with the keys that readers are sealed with; without one no evidence can be read
     * @param acknowledgeWithin the longest that evidence waits for Kafka to have the record of who reads it
     */
    public record Access(
            @DefaultValue("") String key,
            @DefaultValue("5s") Duration acknowledgeWithin) {}

    /**
     * @param url the prefix that {@code /add-checkpoint} is added to (C2SP tlog-witness)
     * @param key the witness's C2SP verifier key, of type 0x04
     */
    public record Witness(String url, String key) {}

    /**
     * @param quorum how many cosignatures a checkpoint should have, to be served before a newer one; 0 serves the newest
     * @param interval how often a witness is asked at most
     * @param longestBackoff how long a witness is left alone at most that fails again and again
     * @param timeout how long one call may take in all
     */
    public record Witnessing(
            @DefaultValue("0") int quorum,
            @DefaultValue("30s") Duration interval,
            @DefaultValue("15m") Duration longestBackoff,
            @DefaultValue("20s") Duration timeout) {}

    /** @param allow hosts that may be called although their addresses are inside, as they stand in the URLs */
    public record Outgoing(@DefaultValue List<String> allow) {
        public Outgoing {
            allow = List.copyOf(allow);
        }
    }

    public QuerySettings {
        verifierKeys = List.copyOf(verifierKeys);
        witnesses = List.copyOf(witnesses);
    }
}

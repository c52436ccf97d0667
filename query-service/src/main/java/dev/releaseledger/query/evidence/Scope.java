package dev.releaseledger.query.evidence;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.time.Instant;
import java.util.UUID;

/** What a bundle is about. Whatever it is about, each stream in it is whole: from its first entry to the checkpoint. */
sealed interface Scope {
    /** The product that it is of. */
    String product();

    /** What the file is called, without its ending. */
    String fileName();

    /** What it is about, in words. */
    String title();

    /** Which streams are in it, in sentences. */
    String contents();

    /**
     * One release.
     *
     * @param version the release's version
     */
    @JsonPropertyOrder({"kind", "release", "product", "version"})
    record OfRelease(UUID release, String product, String version) implements Scope {
        @JsonProperty("kind")
        String kind() {
            return "release";
        }

        @Override
        public String fileName() {
            return product + "-" + version;
        }

        @Override
        public String title() {
            return product + " " + version;
        }

        @Override
        public String contents() {
            return "The release, the incidents and flags of its product that have to do with it, what was refused of them, the streams"
                    + " that held what a refused command claimed, and what its decisions were judged by: the product's policy,"
                    + " freezes, environments and suppressed findings.";
        }
    }

    /**
     * The streams of a product in which something was said in a period.
     *
     * @param from from this time on
     * @param to before this time
     * @param clock {@code recorded} or {@code claimed}
     */
    @JsonPropertyOrder({"kind", "product", "from", "to", "clock"})
    record OfPeriod(String product, Instant from, Instant to, String clock) implements Scope {
        @JsonProperty("kind")
        String kind() {
            return "period";
        }

        boolean claimed() {
            return clock.equals("claimed");
        }

        @Override
        public String fileName() {
            return product;
        }

        @Override
        public String title() {
            return product + " from " + from + " to before " + to + ", by " + clock + " time";
        }

        @Override
        public String contents() {
            return "Every release, incident and flag of the product in which something was said or refused in the period, what was"
                    + " refused of them, also where it never came about, the streams that held what a refused command claimed, and what"
                    + " its decisions were judged by: the product's policy, freezes, environments and suppressed findings.";
        }
    }
}

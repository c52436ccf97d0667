package dev.releaseledger.events.policy;

/** The rules of every product, by version. */
public interface Policies {

    /**
     * The policy that a release of the product pins.
     *
     * @throws IllegalArgumentException when the product has no such version
     */
    ReleasePolicy pinned(String product, int version);

    /** The policy that holds for what is planned now. */
    Current current(String product);

    /**
     * A product's newest policy.
     *
     * @param policy the rules
     * @param sequence the sequence of the product's policy stream that this was read at; -1 where the stream does not exist
     */
    record Current(ReleasePolicy policy, long sequence) {}
}

package dev.releaseledger.bench.measure;

/**
 * What should be reached, and what was.
 *
 * @param what in words, with the unit
 * @param atLeast whether more is better
 */
public record Target(String what, boolean atLeast, double wanted, double reached) {

    /** More is better. */
    public static Target atLeast(String what, double wanted, double reached) {
        return new Target(what, true, wanted, reached);
    }

    /** Less is better. */
    public static Target atMost(String what, double wanted, double reached) {
        return new Target(what, false, wanted, reached);
    }

    public boolean isMet() {
        return atLeast ? reached >= wanted : reached <= wanted;
    }
}

package dev.releaseledger.events.ledger;

/** A proof does not prove what it is shown for. Says what was compared, what the proof had to give, and what it gave. */
public final class ProofFailed extends NotVerified {
    private static final long serialVersionUID = 1L;

    /** What was compared. */
    public enum Fault {
        /** The index of an entry that lies outside of the tree. */
        INDEX,
        /** Sizes that are negative or shrink. */
        SIZES,
        /** The number of hashes in the proof. */
        LENGTH,
        /** The root of the tree, or of the newer of two trees. */
        ROOT,
        /** The root of the older of two trees. */
        OLD_ROOT
    }

    private final Fault fault;
    private final String expected;
    private final String actual;

    ProofFailed(Fault fault, String what, Object expected, Object actual) {
        super(what + ": expected " + expected + ", got " + actual);
        this.fault = fault;
        this.expected = String.valueOf(expected);
        this.actual = String.valueOf(actual);
    }

    /** What was compared. */
    public Fault fault() {
        return fault;
    }

    /** What a valid proof gives here. */
    public String expected() {
        return expected;
    }

    /** What this one gives. */
    public String actual() {
        return actual;
    }
}

package dev.releaseledger.query.witness;

/** What came of asking a witness. */
sealed interface WitnessAnswer {
    /**
     * The witness says that it cosigned.
     *
     * @param lines signature lines, of which nothing is believed yet
     */
    record Signed(String lines) implements WitnessAnswer {}

    /** The witness's newest tree of this ledger is another one than was assumed. */
    record OtherSize(long size) implements WitnessAnswer {}

    /** Nothing came of it. */
    record Failed(Failure failure, String why) implements WitnessAnswer {}

    /** Why nothing came of it; a metric tells them apart by their names. */
    enum Failure {
        /** The address is one that may not be called. */
        ADDRESS_REFUSED,
        /** No answer, or one that is cut off or too long. */
        UNREACHABLE,
        /** 404: the witness does not know this ledger. */
        UNKNOWN_LOG,
        /** 403: the witness trusts none of the keys that signed. */
        UNTRUSTED_KEY,
        /** 422: by the witness, this tree does not extend the one that it has. */
        INCONSISTENT,
        /** Any other status. */
        UNEXPECTED_STATUS,
        /** An answer that is not what the protocol says, or not signed by the witness's pinned key. */
        BAD_ANSWER,
        /** The witness has a larger tree of this ledger than was ever verified here. */
        WITNESS_IS_AHEAD
    }
}

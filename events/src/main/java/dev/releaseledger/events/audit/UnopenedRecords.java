package dev.releaseledger.events.audit;

/**
 * Records of the access topic that could not be understood or opened. They stay in the topic, where whoever can may open them
 * by these offsets.
 *
 * @param why what is wrong with each of them
 * @param count how many, at least 1
 * @param firstOffset the offset of the first of them
 * @param lastOffset the offset of the last of them
 */
public record UnopenedRecords(Why why, long count, long firstOffset, long lastOffset) {
    /** What keeps a record from being opened. */
    public enum Why {
        /** It is no record of the access topic. */
        MALFORMED,
        /** It names a key that is not there any more, or was never. */
        KEY_UNKNOWN,
        /** The key is there and does not fit: the record was altered, or made by somebody who has not the key. */
        NOT_AUTHENTIC
    }
}

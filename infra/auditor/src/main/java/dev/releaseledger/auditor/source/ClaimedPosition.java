package dev.releaseledger.auditor.source;

import static java.nio.charset.StandardCharsets.US_ASCII;

/**
 * The position that an entry claims for itself, found without reading it as JSON. No attribute's value may hold a quotation
 * mark, so the member's name stands nowhere else before the data.
 */
public final class ClaimedPosition {
    /** What an entry that claims none, or none that is a number, is said to claim. */
    public static final long NONE = -1;

    private static final byte[] MEMBER = "\"position\":".getBytes(US_ASCII);
    private static final byte[] DATA = "\"data\":".getBytes(US_ASCII);

    /** A number of more digits is no position. */
    private static final int MOST_DIGITS = 18;

    private ClaimedPosition() {}

    /** The position that these bytes claim; {@link #NONE} where they claim none. */
    public static long of(byte[] buffer, int offset, int length) {
        int end = offset + length;
        for (int at = offset; at + MEMBER.length < end; at++) {
            if (buffer[at] == '"') {
                if (isAt(MEMBER, buffer, at, end)) {
                    return number(buffer, at + MEMBER.length, end);
                }
                if (isAt(DATA, buffer, at, end)) {
                    return NONE;
                }
            }
        }
        return NONE;
    }

    private static boolean isAt(byte[] member, byte[] buffer, int at, int end) {
        if (at + member.length > end) {
            return false;
        }
        for (int i = 1; i < member.length; i++) {
            if (buffer[at + i] != member[i]) {
                return false;
            }
        }
        return true;
    }

    private static long number(byte[] buffer, int start, int end) {
        long number = 0;
        int at = start;
        while (at < end && at - start < MOST_DIGITS && buffer[at] >= '0' && buffer[at] <= '9') {
            number = number * 10 + buffer[at] - '0';
            at++;
        }
        boolean ends = at < end && (buffer[at] == ',' || buffer[at] == '}');
        return at > start && ends ? number : NONE;
    }
}

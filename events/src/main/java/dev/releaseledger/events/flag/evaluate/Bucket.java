package dev.releaseledger.events.flag.evaluate;

import dev.releaseledger.events.flag.Flag;
import java.nio.charset.StandardCharsets;

/**
 * Where a targeting key falls among everybody: from 0 to 9,999, always the same for the same salt. Whom a share reaches a
 * larger share reaches too; and who gets what of a split is drawn apart from that, so that nobody changes sides as it grows.
 */
public final class Bucket {
    private Bucket() {}

    /** Where this key falls for the rollout. */
    public static int ofRollout(String salt, String targetingKey) {
        return of(salt + "/" + targetingKey);
    }

    /** Where this key falls for the split. */
    public static int ofSplit(String salt, String targetingKey) {
        return of(salt + "/split/" + targetingKey);
    }

    private static int of(String text) {
        long hash = Integer.toUnsignedLong(Murmur3.hash(text.getBytes(StandardCharsets.UTF_8)));
        return (int) (hash * Flag.EVERYBODY >>> Integer.SIZE);
    }
}

package dev.releaseledger.events.flag.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;

/** Shares are as large as they say, only grow, and are drawn apart from the split. */
class BucketPropertyTest {
    private static final int KEYS = 100_000;

    @Property(tries = 5)
    void ofAHundredThousandKeysEachPercentageReachesItsShareWithinHalfAPoint(
            @ForAll @AlphaChars @StringLength(min = 8, max = 32) String salt) {
        int[] reached = new int[101];
        IntStream.range(0, KEYS)
                .map(key -> Bucket.ofRollout(salt, "user-" + key))
                .forEach(bucket -> {
                    for (int percent = bucket / 100 + 1; percent <= 100; percent++) {
                        reached[percent]++;
                    }
                });
        for (int percent = 0; percent <= 100; percent++) {
            assertThat(100.0 * reached[percent] / KEYS)
                    .as("%s %% with salt %s", percent, salt)
                    .isCloseTo(percent, within(0.5));
        }
    }

    @Property(tries = 5)
    void theSplitIsDrawnApartFromTheRollout(@ForAll @AlphaChars @StringLength(min = 8, max = 32) String salt) {
        int[] reached = IntStream.range(0, KEYS)
                .filter(key -> Bucket.ofRollout(salt, "user-" + key) < 2_000)
                .toArray();
        long first = IntStream.of(reached)
                .filter(key -> Bucket.ofSplit(salt, "user-" + key) < 5_000)
                .count();
        assertThat(100.0 * first / reached.length).isCloseTo(50, within(2.0));
    }

    @Property
    void aBucketIsFromZeroToTheLastAndAlwaysTheSame(@ForAll String salt, @ForAll String key) {
        assertThat(Bucket.ofRollout(salt, key)).isBetween(0, 9_999).isEqualTo(Bucket.ofRollout(salt, key));
        assertThat(Bucket.ofSplit(salt, key)).isBetween(0, 9_999).isEqualTo(Bucket.ofSplit(salt, key));
    }

    @Property(tries = 20)
    void anotherSaltReachesOthersFirst(
            @ForAll @AlphaChars @StringLength(min = 8, max = 32) String salt, @ForAll @IntRange(min = 1) int other) {
        long both = IntStream.range(0, 10_000)
                .filter(key -> Bucket.ofRollout(salt, "user-" + key) < 1_000
                        && Bucket.ofRollout(salt + other, "user-" + key) < 1_000)
                .count();
        assertThat(both).isBetween(40L, 180L);
    }
}

package dev.releaseledger.query.flag.ofrep;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BulkTagTest {
    private static final String DIGEST = "x".repeat(43);
    private static final Instant UNTIL = Instant.parse("2026-03-02T09:00:00Z");

    @Test
    void aTagIsReadAsItWasWritten_alsoWhereAProxyMadeItWeak() {
        BulkTag tag = new BulkTag(DIGEST, UNTIL);

        assertThat(BulkTag.read(tag.toHeader())).contains(tag);
        assertThat(BulkTag.read("W/" + tag.toHeader())).contains(tag);
        assertThat(BulkTag.read(new BulkTag(DIGEST, null).toHeader())).contains(new BulkTag(DIGEST, null));
    }

    @Test
    void itIsGoodForAsLongAsTheAddressThatWasAnsweredWithIt() {
        assertThat(new BulkTag(DIGEST, UNTIL).isGood(UNTIL.minusSeconds(1))).isTrue();
        assertThat(new BulkTag(DIGEST, UNTIL).isGood(UNTIL)).isFalse();
        assertThat(new BulkTag(DIGEST, null).isGood(UNTIL)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "*", "\"\"", "\"x\"", "\"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx.9999999999999\""})
    void whatIsNoneIsNotRead(String header) {
        assertThat(BulkTag.read(header)).isEmpty();
    }
}

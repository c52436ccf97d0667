package dev.releaseledger.events.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class AccessKeysTest {
    private static final Access ACCESS = new Access(
            Instant.parse("2026-03-01T09:00:00Z"),
            List.of("auditor"),
            "release/7f",
            "evidence-bundle",
            AccessOutcome.READ,
            null);

    private final String older = AccessKeys.generate();
    private final AccessKeys keys = AccessKeys.parse(older);

    @Test
    void whatIsSealedIsOpenedByTheSameKey_andTheRecordShowsNoName() {
        byte[] record = keys.seal("Ada Lovelace ☕", ACCESS).toBytes();

        assertThat(new String(record, UTF_8)).doesNotContain("Ada");
        assertThat(keys.open(record)).isEqualTo(new Opening.Opened("Ada Lovelace ☕", ACCESS));
    }

    @Test
    void theSameReaderIsSealedDifferentlyEachTime_andShortNamesAreAsLong() {
        AccessRecord one = keys.seal("ada", ACCESS);
        AccessRecord other = keys.seal("ada", ACCESS);

        assertThat(one.reader()).isNotEqualTo(other.reader());
        assertThat(keys.seal("somebody-with-a-longer-name@example.com", ACCESS).reader())
                .hasSameSizeAs(one.reader());
    }

    @Test
    void afterARotationTheNewKeySealsAndTheOldOneStillOpens() {
        AccessKeys rotated = AccessKeys.parse("# newest first\n" + AccessKeys.generate() + older);

        assertThat(rotated.open(keys.seal("ada", ACCESS).toBytes())).isEqualTo(new Opening.Opened("ada", ACCESS));
        assertThat(keys.open(rotated.seal("ada", ACCESS).toBytes()))
                .isEqualTo(new Opening.Unopened(UnopenedRecords.Why.KEY_UNKNOWN, rotated.newest()));
    }

    @Test
    void onceTheOldKeyIsDestroyedNothingOpensWhatItSealed() {
        AccessKeys later = AccessKeys.parse(AccessKeys.generate());

        assertThat(later.open(keys.seal("ada", ACCESS).toBytes()))
                .isEqualTo(new Opening.Unopened(UnopenedRecords.Why.KEY_UNKNOWN, keys.newest()));
    }

    @Test
    void aReaderThatIsPutUnderAnotherAccessIsNotAuthentic() {
        AccessRecord record = keys.seal("ada", ACCESS);
        Access other = new Access(
                ACCESS.at(), ACCESS.roles(), "release/8e", ACCESS.how(), ACCESS.outcome(), ACCESS.traceparent());

        assertThat(keys.open(new AccessRecord(other, record.key(), record.reader()).toBytes()))
                .isEqualTo(new Opening.Unopened(UnopenedRecords.Why.NOT_AUTHENTIC, keys.newest()));
    }

    @Test
    void whatIsNoRecordIsMalformed() {
        byte[] whole = keys.seal("ada", ACCESS).toBytes();
        String text = new String(whole, UTF_8);

        for (String each : List.of(
                "",
                "null",
                "{}",
                "[1]",
                text.substring(0, text.length() / 2),
                text.replace("\"version\":1", "\"version\":2"),
                text.replace("READ", "WROTE"),
                text.replace("\"how\":\"evidence-bundle\",", ""),
                text.replace("evidence-bundle", "x".repeat(2_000)),
                text.replaceFirst("\"reader\":\"[^\"]*\"", "\"reader\":\"AAAA\""))) {
            assertThat(keys.open(each.getBytes(UTF_8)))
                    .as(each)
                    .isInstanceOfSatisfying(
                            Opening.Unopened.class,
                            unopened -> assertThat(unopened.why()).isEqualTo(UnopenedRecords.Why.MALFORMED));
        }
        assertThat(keys.open(null)).isInstanceOf(Opening.Unopened.class);
    }

    @Test
    void aListOfKeysThatIsNoneSaysWhichLine_andShowsNoKey() {
        assertThatThrownBy(() -> AccessKeys.parse(older + "k2 " + "A".repeat(20)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("line 2 is no access key")
                .hasMessageNotContaining("AAAA");
        assertThatThrownBy(() -> AccessKeys.parse(older + older)).hasMessageContaining("again");
        assertThatThrownBy(() -> AccessKeys.parse("\n# nothing\n")).hasMessageContaining("no access key");
    }
}

package dev.releaseledger.events.flag;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EvaluationsOfADayTest {
    private static final UUID FLAG = UUID.fromString("0195e0a4-1111-7000-8000-000000000001");
    private static final LocalDate DAY = LocalDate.of(2026, 3, 2);

    @Test
    void aRecordIsReadAsItWasWritten() {
        EvaluationsOfADay counted = new EvaluationsOfADay(FLAG, DAY, Map.of("on", 7L, "off", 3L));

        assertThat(new String(counted.toBytes(), UTF_8))
                .isEqualTo("{\"flagId\":\"0195e0a4-1111-7000-8000-000000000001\",\"day\":\"2026-03-02\","
                        + "\"counts\":{\"off\":3,\"on\":7}}");
        assertThat(EvaluationsOfADay.read(counted.toBytes())).hasValue(counted);
        assertThat(counted.total()).isEqualTo(10);
    }

    @Test
    void givenADayWithoutEvaluations_theTotalIsNothing() {
        assertThat(new EvaluationsOfADay(FLAG, DAY, Map.of()).total()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{}",
                "{\"day\":\"2026-03-02\",\"counts\":{}}",
                "{\"flagId\":\"0195e0a4-1111-7000-8000-000000000001\",\"day\":\"2026-03-02\"}",
                "{\"flagId\":\"0195e0a4-1111-7000-8000-000000000001\",\"day\":\"yesterday\",\"counts\":{}}",
                "{\"flagId\":\"0195e0a4-1111-7000-8000-000000000001\",\"day\":\"2026-03-02\",\"counts\":{\"on\":-1}}",
                "{\"flagId\":\"0195e0a4-1111-7000-8000-000000000001\",\"day\":\"2026-03-02\",\"counts\":{\"on\":null}}",
                "{\"flagId\":\"0195e0a4-1111-7000-8000-000000000001\",\"day\":\"2026-03-02\",\"counts\":{\"on\":"
                        + "9223372036854775807,\"off\":1}}"
            })
    void givenWhatIsNoRecord_nothingIsRead(String record) {
        assertThat(EvaluationsOfADay.read(record.getBytes(UTF_8))).isEmpty();
    }

    @Test
    void givenARecordOfMoreThanIsRead_nothingIsRead() {
        String padded = "{\"flagId\":\"" + FLAG + "\",\"day\":\"2026-03-02\",\"counts\":{}"
                + " ".repeat(EvaluationsOfADay.MOST_BYTES) + "}";

        assertThat(EvaluationsOfADay.read(padded.getBytes(UTF_8))).isEmpty();
    }
}

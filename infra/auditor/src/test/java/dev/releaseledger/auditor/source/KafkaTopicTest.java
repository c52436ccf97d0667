package dev.releaseledger.auditor.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KafkaTopicTest {
    private final List<String> passed = new ArrayList<>();
    private final KafkaTopic.Once once = new KafkaTopic.Once(0, (position, buffer, offset, length) -> {
        passed.add(position + " " + new String(buffer, offset, length, UTF_8));
        return true;
    });

    private void comes(String position, String entry) {
        ConsumerRecord<byte[], byte[]> record = new ConsumerRecord<>("topic", 0, 0, null, entry.getBytes(UTF_8));
        record.headers().add("position", position.getBytes(UTF_8));
        once.record(record);
    }

    @Test
    void whatIsPublishedAgainPassesOnce_andWithOtherBytesAgain() {
        comes("0", "a");
        comes("1", "b");
        comes("0", "a");
        comes("1", "c");

        assertThat(passed).containsExactly("0 a", "1 b", "1 c");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "-9223372036854775808", "x", ""})
    void whatSaysNoPositionIsJudgedWhereItFollows(String position) {
        comes("0", "a");
        comes(position, "b");

        assertThat(passed).containsExactly("0 a", "1 b");
    }

    @Test
    void theLastPositionOfAllHidesNothingBehindIt() {
        comes("9223372036854775807", "a");
        comes("-1", "b");

        assertThat(passed).hasSize(2);
    }
}

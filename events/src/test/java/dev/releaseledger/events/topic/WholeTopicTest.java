package dev.releaseledger.events.topic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.releaseledger.events.topic.WholeTopic.Fault;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WholeTopicTest {
    private static final Map<String, String> WHOLE = Map.of(
            "cleanup.policy", "delete",
            "delete.retention.ms", "86400000",
            "local.retention.ms", "3600000",
            "max.message.bytes", "1048588",
            "message.timestamp.before.max.ms", "9223372036854775807",
            "message.timestamp.type", "CreateTime",
            "min.insync.replicas", "2",
            "retention.bytes", "-1",
            "retention.ms", "-1",
            "unclean.leader.election.enable", "false");

    private static Map<String, String> with(String setting, String value) {
        Map<String, String> settings = new HashMap<>(WHOLE);
        settings.put(setting, value);
        return settings;
    }

    @Test
    void aTopicThatKeepsEverythingForEverIsWhole() {
        assertThat(WholeTopic.faults(WHOLE, 3)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "cleanup.policy, compact, delete",
        "cleanup.policy, 'compact,delete', delete",
        "max.message.bytes, 65535, at least 131072",
        "message.timestamp.before.max.ms, 86400000, 9223372036854775807",
        "message.timestamp.type, LogAppendTime, CreateTime",
        "min.insync.replicas, 1, at least 2",
        "remote.log.delete.on.disable, true, false",
        "retention.bytes, 1073741824, -1",
        "retention.ms, 604800000, -1",
        "unclean.leader.election.enable, true, false"
    })
    void aSettingThatLosesEntriesIsNamedWithWhatWasFoundAndWhatIsWanted(String setting, String found, String wanted) {
        assertThat(WholeTopic.faults(with(setting, found), 3))
                .extracting(Fault::setting, Fault::found, Fault::wanted)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(setting, found, wanted));
    }

    @Test
    void aSettingThatHasToBeThereIsMissed_andOneThatOldBrokersDoNotKnowIsNot() {
        assertThat(WholeTopic.faults(Map.of(), 1))
                .extracting(Fault::toString)
                .containsExactly(
                        "its cleanup.policy is not set and must be delete",
                        "its retention.bytes is not set and must be -1",
                        "its retention.ms is not set and must be -1");
    }

    @Test
    void oneCopyNeedsNoSecondOneInSync() {
        assertThat(WholeTopic.faults(with("min.insync.replicas", "1"), 1)).isEmpty();
    }

    @Test
    void theRefusalNamesTheCommandThatMendsIt() {
        Map<String, String> settings = new HashMap<>(with("retention.ms", "604800000"));
        settings.put("cleanup.policy", "compact");

        assertThat(WholeTopic.refusal("ledger.events", WholeTopic.faults(settings, 1), "kafka:9092"))
                .isEqualTo("topic ledger.events would not keep the ledger whole:"
                        + " its cleanup.policy is compact and must be delete;"
                        + " its retention.ms is 604800000 and must be -1;"
                        + " change it with: kafka-configs.sh --bootstrap-server kafka:9092 --alter"
                        + " --entity-type topics --entity-name ledger.events"
                        + " --add-config cleanup.policy=delete,retention.ms=-1");
    }
}

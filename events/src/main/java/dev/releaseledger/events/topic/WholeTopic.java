package dev.releaseledger.events.topic;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Whether the settings of a topic keep it whole: every record, for ever, as it was sent. Judged by the settings that are in
 * force, wherever they come from, the topic or the defaults of its brokers.
 *
 * <p>Not judged: {@code delete.retention.ms}, {@code min.cleanable.dirty.ratio} and others of compaction, which do nothing
 * under {@code cleanup.policy=delete}; {@code local.retention.ms} and {@code local.retention.bytes}, which only let go what
 * tiered storage has copied, and which {@code retention.*} then keeps.
 */
public final class WholeTopic {
    /** An entry of 65,535 bytes with its key and headers fits in half of this. */
    private static final long SMALLEST_LIMIT = 131_072;

    private static final String FOR_EVER = "-1";

    private WholeTopic() {}

    /**
     * A setting with which the topic would lose entries, or not take them.
     *
     * @param setting its name
     * @param found what is in force; {@code not set} where nothing is
     * @param wanted what has to be, in words
     * @param value what to set
     */
    public record Fault(String setting, String found, String wanted, String value) {
        @Override
        public String toString() {
            return "its " + setting + " is " + found + " and must be " + wanted;
        }
    }

    /**
     * What is wrong, by the settings' names.
     *
     * @param inForce the topic's settings that are in force, the brokers' defaults included
     * @param replicas how many brokers keep a copy
     */
    public static List<Fault> faults(Map<String, String> inForce, int replicas) {
        List<Fault> faults = new ArrayList<>();
        requireAlways(faults, inForce, "cleanup.policy", "delete");
        requireAtLeast(faults, inForce, "max.message.bytes", SMALLEST_LIMIT, "1048588");
        // Entries are published with the time at which they were recorded, also years later into a new topic.
        requireIfThere(faults, inForce, "message.timestamp.before.max.ms", Long.toString(Long.MAX_VALUE));
        requireIfThere(faults, inForce, "message.timestamp.type", "CreateTime");
        if (replicas >= 3) {
            requireAtLeast(faults, inForce, "min.insync.replicas", 2, "2");
        }
        requireIfThere(faults, inForce, "remote.log.delete.on.disable", "false");
        requireAlways(faults, inForce, "retention.bytes", FOR_EVER);
        requireAlways(faults, inForce, "retention.ms", FOR_EVER);
        requireIfThere(faults, inForce, "unclean.leader.election.enable", "false");
        return List.copyOf(faults);
    }

    private static void requireAlways(List<Fault> faults, Map<String, String> inForce, String setting, String wanted) {
        String found = inForce.getOrDefault(setting, "not set");
        if (!found.equals(wanted)) {
            faults.add(new Fault(setting, found, wanted, wanted));
        }
    }

    /** Brokers that do not know a setting do not do what it says. */
    private static void requireIfThere(List<Fault> faults, Map<String, String> inForce, String setting, String wanted) {
        if (inForce.containsKey(setting)) {
            requireAlways(faults, inForce, setting, wanted);
        }
    }

    private static void requireAtLeast(
            List<Fault> faults, Map<String, String> inForce, String setting, long least, String value) {
        String found = inForce.get(setting);
        if (found != null && (!found.matches("\\d{1,18}") || Long.parseLong(found) < least)) {
            faults.add(new Fault(setting, found, "at least " + least, value));
        }
    }

    /**
     * The faults in one sentence, with the command that mends them.
     *
     * @param faults at least one
     * @param bootstrap the brokers' addresses
     */
    public static String refusal(String topic, List<Fault> faults, String bootstrap) {
        return "topic " + topic + " would not keep the ledger whole: "
                + faults.stream().map(Fault::toString).collect(Collectors.joining("; "))
                + "; change it with: kafka-configs.sh --bootstrap-server " + bootstrap
                + " --alter --entity-type topics --entity-name " + topic + " --add-config "
                + faults.stream()
                        .map(fault -> fault.setting() + "=" + fault.value())
                        .collect(Collectors.joining(","));
    }
}

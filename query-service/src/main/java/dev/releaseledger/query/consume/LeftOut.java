package dev.releaseledger.query.consume;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What may differ between two generations of the same entries, and is not compared for that reason. Everything else is, also
 * tables that are made later.
 *
 * @param column null for the whole table
 */
public record LeftOut(String table, @Nullable String column, String why) {
    private static final String SINCE =
            "a generation that was filled before there were such rows says from where it has them";

    /** All of it. */
    static final List<LeftOut> ALL = List.of(
            new LeftOut("flyway_schema_history", null, "how the tables were made, and when"),
            new LeftOut(
                    "progress", "next_offset", "both are at one position; where a batch ended in the topic is chance"),
            new LeftOut(
                    "progress", "checkpoint_offset", "checkpoints are read apart from entries, each at its own pace"),
            new LeftOut("progress", "tree_size", "the hashes of an older generation's tree are made up for bit by bit"),
            new LeftOut("progress", "stated_since", SINCE),
            new LeftOut("progress", "deployments_since", SINCE),
            new LeftOut("progress", "dora_since", SINCE),
            new LeftOut("progress", "finding_since", SINCE),
            new LeftOut("progress", "story_since", SINCE),
            new LeftOut("progress", "incident_since", SINCE),
            new LeftOut("progress", "flag_since", SINCE),
            new LeftOut("progress", "access_partial", SINCE),
            new LeftOut("finding_rule", "since", "a version of a rule judges from where the generation first had it"));

    static boolean is(String table) {
        return ALL.stream().anyMatch(each -> each.table().equals(table) && each.column() == null);
    }

    static Set<String> columns(String table) {
        return ALL.stream()
                .filter(each -> each.table().equals(table) && each.column() != null)
                .map(each -> String.valueOf(each.column()))
                .collect(Collectors.toUnmodifiableSet());
    }
}

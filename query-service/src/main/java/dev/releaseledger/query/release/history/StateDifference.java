package dev.releaseledger.query.release.history;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;

/**
 * What differs between two states as they are told.
 *
 * @param path where, as a JSON Pointer (RFC 6901) into the state
 * @param before null where it was not there
 * @param after null where it is not there any more
 */
public record StateDifference(String path, JsonNode before, JsonNode after) {
    /** Every entry moves these on; they are in the entry itself. */
    private static final Set<String> IN_EVERY_ENTRY = Set.of("sequence", "position", "recordedAt", "updatedAt");

    /** The members of lists are told apart by the first of these that each has; those of others by their place. */
    private static final List<String> NAMES = List.of("id", "stage", "name", "changeId", "announcementId");

    /** Every difference between two states; null for one that is not there. */
    public static List<StateDifference> between(@Nullable JsonNode before, @Nullable JsonNode after) {
        List<StateDifference> found = new ArrayList<>();
        collect("", or(before), or(after), found);
        return found;
    }

    private static JsonNode or(@Nullable JsonNode node) {
        return node == null ? NullNode.getInstance() : node;
    }

    private static void collect(String path, JsonNode before, JsonNode after, List<StateDifference> found) {
        if (before.equals(after)) {
            return;
        }
        if (before.isObject() && after.isObject()) {
            Set<String> names = new LinkedHashSet<>(before.propertyNames());
            names.addAll(after.propertyNames());
            for (String name : names) {
                if (!path.isEmpty() || !IN_EVERY_ENTRY.contains(name)) {
                    collect(path + "/" + escaped(name), or(before.get(name)), or(after.get(name)), found);
                }
            }
        } else if (before.isArray() && after.isArray() && sameMembersFirst(before, after)) {
            for (int n = 0; n < Math.max(before.size(), after.size()); n++) {
                collect(path + "/" + n, or(before.get(n)), or(after.get(n)), found);
            }
        } else {
            found.add(new StateDifference(path, before, after));
        }
    }

    /** Otherwise members went or came in between, and their places tell nothing: the whole list is the difference. */
    private static boolean sameMembersFirst(JsonNode before, JsonNode after) {
        for (int n = 0; n < Math.min(before.size(), after.size()); n++) {
            if (!name(before.get(n)).equals(name(after.get(n)))) {
                return false;
            }
        }
        return true;
    }

    private static JsonNode name(JsonNode member) {
        for (String name : NAMES) {
            if (member.has(name)) {
                return member.get(name);
            }
        }
        return NullNode.getInstance();
    }

    private static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}

package dev.releaseledger.importer.history;

import java.util.List;

/**
 * Something in a history that is not a tag we can read.
 *
 * @param where where it stands, such as {@code line 17} or {@code tag v2}
 * @param faults everything that is wrong with it
 */
public record Unreadable(String where, List<String> faults) implements HistoryItem {

    public Unreadable {
        faults = List.copyOf(faults);
    }
}

package dev.releaseledger.query.consume;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the rows of a rebuilt generation compare with those of the one that it replaced.
 *
 * @param comparedWith the generation that answered until then
 * @param position how many entries both had projected
 * @param heldMillis how long the answering generation was held where it was
 * @param equal whether every row of every table is the same; false also where nothing could be compared
 * @param failure why nothing could be compared; null where it was
 * @param tables what came out, table by table
 * @param leftOut what was not compared, and why
 */
public record RebuildComparison(
        int comparedWith,
        Instant comparedAt,
        long position,
        long heldMillis,
        boolean equal,
        @Nullable String failure,
        List<Table> tables,
        List<LeftOut> leftOut) {
    public RebuildComparison {
        tables = List.copyOf(tables);
        leftOut = List.copyOf(leftOut);
    }

    /**
     * A table.
     *
     * @param rows how many the answering generation had
     * @param rebuiltRows how many the rebuilt one has
     * @param first the first difference by the order of the key; null where there is none
     */
    public record Table(
            String table,
            long rows,
            long rebuiltRows,
            boolean equal,
            @Nullable Difference first) {}

    /** Where rows differ. */
    public enum Kind {
        /** The answering generation had a row that the rebuilt one has not. */
        ONLY_BEFORE,
        /** The rebuilt generation has a row that the answering one had not. */
        ONLY_REBUILT,
        /** Both have the row, and it says something else. */
        CHANGED
    }

    /**
     * A row that differs.
     *
     * @param key the values of its primary key, or of all its columns where the table has none
     * @param columns which say something else; empty where one of them has no such row
     */
    public record Difference(Kind kind, String key, List<String> columns) {
        public Difference {
            columns = List.copyOf(columns);
        }
    }
}

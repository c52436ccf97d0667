package dev.releaseledger.query.generation;

/**
 * A whole set of the read side's tables, filled from the first entry on.
 *
 * @param number from 1, never used twice
 */
public record Generation(int number) {
    /** The schema of what is known about all generations. */
    public static final String POINTER_SCHEMA = "query";

    /** The schema that holds the generation's tables. */
    public String schema() {
        return "query_g" + number;
    }

    /** SQL with every {@code {g}} replaced by the generation's schema. */
    public String sql(String template) {
        return template.replace("{g}", schema());
    }
}

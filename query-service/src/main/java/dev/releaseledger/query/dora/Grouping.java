package dev.releaseledger.query.dora;

/** By what the figures are told apart. */
enum Grouping {
    NOTHING("null::text"),
    PRODUCT("o.product"),
    TEAM("o.team"),
    ENVIRONMENT("o.environment");

    private final String sql;

    Grouping(String sql) {
        this.sql = sql;
    }

    /** Of an observation {@code o}. */
    String sql() {
        return sql;
    }
}

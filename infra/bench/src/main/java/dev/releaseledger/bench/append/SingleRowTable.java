package dev.releaseledger.bench.append;

/** The table that single-row commits go to: the least that an event store needs. */
final class SingleRowTable {
    /** Owned by whoever commits. */
    static final String DDL = """
            create schema single_row;
            create table single_row.entry (
                position bigint generated always as identity primary key,
                stream   text collate "C" not null,
                sequence bigint not null,
                bytes    bytea not null,
                unique (stream, sequence));
            """;

    private SingleRowTable() {}
}

-- How the rows of a rebuilt generation compare with those of the one that it replaced, at the moment of the switch. It outlives
-- both.
create table rebuild_comparison (
    generation    int primary key references generation,
    compared_with int not null,
    compared_at   timestamptz not null default clock_timestamp(),
    -- How many entries both had projected.
    position      bigint not null,
    -- How long the answering generation was held where it was.
    held_millis   bigint not null,
    -- Why nothing could be compared; null where it was.
    failure       text,
    -- What came out, table by table.
    tables        jsonb not null
);

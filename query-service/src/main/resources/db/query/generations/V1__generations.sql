-- The read side is kept in generations: whole sets of tables, each filled from the topic's first entry.
-- One answers queries, one more may be filled beside it. A generation's own tables are in the schema query_g<number>.
create table generation (
    number       int primary key check (number > 0),
    -- ACTIVE answers queries. BUILDING is being filled. RETIRED was replaced and waits to be dropped.
    -- FAILED was given up while it was filled. DROPPED is here for the record only.
    role         text not null check (role in ('ACTIVE', 'BUILDING', 'RETIRED', 'FAILED', 'DROPPED')),
    requested_at timestamptz not null default clock_timestamp(),
    -- What the active generation had projected when this one was asked for: a measure for "how far".
    to_reach     bigint not null default 0,
    -- When the first entry was projected into it.
    began_at     timestamptz,
    -- When it became the active one, or failed.
    decided_at   timestamptz,
    retired_at   timestamptz,
    failure      text
);

-- At most one of each, whatever many instances do at once.
create unique index generation_one_active on generation (role) where role = 'ACTIVE';
create unique index generation_one_building on generation (role) where role = 'BUILDING';

-- What belongs to this database and to no other.
create table installation (
    only_row   boolean primary key default true check (only_row),
    -- Part of the consumer group's name, so that two databases never share a group's one partition.
    id         uuid not null,
    -- The key of the cursors' message authentication codes.
    cursor_key bytea not null check (length(cursor_key) = 32)
);

-- Every entry, the bytes as they came. The attributes are null where the bytes could not be read.
create table entry (
    position    bigint primary key,
    -- The stream by the entry's subject; where the bytes are no entry, by the record's key, and null without one.
    stream      text,
    sequence    bigint,
    time        timestamptz,
    -- The claimed time of backfilled history.
    occurred_at timestamptz,
    type        text,
    bytes       bytea not null,
    -- SHA-256(0x00 || bytes): what the Merkle tree is made of, and how a duplicate is told from a fork.
    leaf        bytea not null
);
-- A stream's entries in order. Within a stream sequences rise with positions: the projector sees to it, entry by entry.
create index entry_stream on entry (stream, position, sequence);

-- How far this generation is: one row, moved forward by compare-and-set in the transaction that writes the rows.
create table progress (
    only_row          boolean primary key default true check (only_row),
    next_position     bigint not null,
    -- The offset in the events topic to read next.
    next_offset       bigint not null,
    -- The recorded time of the last entry that could be read.
    last_time         timestamptz,
    -- The roots of the perfect subtrees over all projected entries, largest first.
    frontier          bytea not null,
    -- The offset in the checkpoints topic to read next.
    checkpoint_offset bigint not null,
    -- Why projecting was stopped for good; null while it runs.
    stopped           text
);
insert into progress (next_position, next_offset, frontier, checkpoint_offset) values (0, 0, '', 0);

-- Frontiers at every 1,024th size, so that the root at any size is at most 1,023 leaves away.
create table frontier (
    size     bigint primary key,
    subtrees bytea not null
);

-- Checkpoints whose signature is by a pinned key and whose root is that of the tree built here.
create table checkpoint (
    size bigint primary key,
    root bytea not null,
    note text not null
);

-- Streams with an entry that this version of the service could not understand.
create table incomplete_stream (
    stream   text primary key,
    position bigint not null,
    reason   text not null
);

-- One row a release, for lists.
create table release (
    id           uuid primary key,
    product      text not null,
    version      text not null,
    title        text not null,
    kind         text not null,
    strategy     text not null,
    status       text not null,
    stage        text,
    owner        uuid not null,
    milestone    text,
    -- When it was planned and last changed: the claimed time of backfilled history, otherwise the recorded time.
    planned_at   timestamptz not null,
    updated_at   timestamptz not null,
    backfilled   boolean not null,
    change_count int not null,
    -- The release's last entry.
    sequence     bigint not null,
    position     bigint not null
);
-- Pages go from the newest planned to the oldest; the id decides between equal times.
create index release_pages on release (planned_at desc, id desc);
create index release_pages_of_product on release (product, planned_at desc, id desc);
